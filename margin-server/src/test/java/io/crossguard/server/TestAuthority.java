package io.crossguard.server;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.TrustManager;

/** An authority of the test, and the certificates that it issues. */
final class TestAuthority {
  private final X509Bundle authority;

  TestAuthority(String name) {
    this.authority = built(() -> new CertificateBuilder()
        .subject("CN=" + name)
        .setIsCertificateAuthority(true)
        .buildSelfSigned());
  }

  /** For a server on this machine. */
  X509Bundle server(String name) {
    return built(() -> new CertificateBuilder()
        .subject("CN=" + name)
        .addSanIpAddress("127.0.0.1")
        .addExtendedKeyUsageServerAuth()
        .buildIssuedBy(authority));
  }

  /** For a client with a URI as its name. */
  X509Bundle client(String uri) {
    return built(() -> new CertificateBuilder()
        .subject("CN=client")
        .addSanUriName(uri)
        .addExtendedKeyUsageClientAuth()
        .buildIssuedBy(authority));
  }

  /** For a client that has a common name alone. */
  X509Bundle clientWithoutAlternatives(String name) {
    return built(() -> new CertificateBuilder()
        .subject("CN=" + name)
        .addExtendedKeyUsageClientAuth()
        .buildIssuedBy(authority));
  }

  /** Trust in what it issues. */
  TrustManager[] trustManagers() {
    return new TrustManager[] {authority.toTrustManager()};
  }

  /** Its own certificate. */
  Path write(Path file) {
    return write(file, authority.getCertificatePEM());
  }

  static Path writeChain(Path file, X509Bundle bundle) {
    return write(file, bundle.getCertificatePathPEM());
  }

  static Path writeKey(Path file, X509Bundle bundle) {
    return write(file, bundle.getPrivateKeyPEM());
  }

  static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Building {
    X509Bundle build() throws Exception;
  }

  private static X509Bundle built(Building building) {
    try {
      return building.build();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
