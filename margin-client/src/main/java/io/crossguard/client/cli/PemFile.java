package io.crossguard.client.cli;

import io.grpc.util.CertificateUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;

/**
 * The text of a file in PEM that has been found usable. No message repeats what is in it.
 *
 * @param text certificates, or a private key
 */
record PemFile(String text) {
  private static final byte[] PROBE = "probe".getBytes(StandardCharsets.UTF_8);

  /**
   * @param option the option that names the file
   * @throws BadInputException if it can't be read, or has no certificate
   */
  static PemFile ofCertificates(String option, Path file) {
    PemFile read = read(option, file);
    try {
      if (read.certificates().length > 0) {
        return read;
      }
    } catch (GeneralSecurityException e) {
      // It has none either.
    }
    throw new BadInputException(option + ": " + file + ": no certificate in PEM is there");
  }

  /**
   * @param option the option that names the file
   * @param chain the certificate that it should belong to comes first in it
   * @throws BadInputException if it can't be read, or has no key, or that of another certificate
   */
  static PemFile ofPrivateKey(String option, Path file, PemFile chain) {
    PemFile read = read(option, file);
    PrivateKey key;
    try {
      key = CertificateUtils.getPrivateKey(read.stream());
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new BadInputException(
          option + ": " + file + ": no private key of RSA or EC in PKCS#8 is there");
    }
    if (!chain.belongsTo(key)) {
      throw new BadInputException(option + ": " + file + ": not the key of the certificate");
    }
    return read;
  }

  InputStream stream() {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private X509Certificate[] certificates() throws GeneralSecurityException {
    return CertificateUtils.getX509Certificates(stream());
  }

  private boolean belongsTo(PrivateKey key) {
    try {
      Signature signature = Signature.getInstance(
          key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certificates()[0].getPublicKey());
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static PemFile read(String option, Path file) {
    try {
      return new PemFile(Files.readString(file));
    } catch (IOException e) {
      throw new BadInputException(option + ": " + file + ": can't be read as text in UTF-8");
    }
  }
}
