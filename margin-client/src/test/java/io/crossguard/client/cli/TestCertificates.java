package io.crossguard.client.cli;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An authority of the test, and files of certificates that it issues. */
final class TestCertificates {
  private final Path directory;
  private final X509Bundle authority;

  TestCertificates(Path directory, String name) throws Exception {
    this.directory = directory;
    this.authority = new CertificateBuilder()
        .subject("CN=" + name)
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
    write(name + ".pem", authority.getCertificatePEM());
  }

  /** For a server of that name; the files are {@code NAME.pem} and {@code NAME.key}. */
  void issueForServer(String file, CertificateBuilder names) throws Exception {
    write(file, names.addExtendedKeyUsageServerAuth());
  }

  /** For a client with a URI as its name. */
  void issueForClient(String file, String uri) throws Exception {
    write(
        file,
        new CertificateBuilder()
            .subject("CN=client")
            .addSanUriName(uri)
            .addExtendedKeyUsageClientAuth());
  }

  private void write(String file, CertificateBuilder builder) throws Exception {
    X509Bundle bundle = builder.buildIssuedBy(authority);
    write(file + ".pem", bundle.getCertificatePathPEM());
    write(file + ".key", bundle.getPrivateKeyPEM());
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text);
  }
}
