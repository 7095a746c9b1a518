package io.crossguard.server.security;

import io.grpc.util.CertificateUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key and the certificate that belongs to it.
 *
 * @param key the private key
 * @param chain the certificate, and those that lead from it to its authority
 */
record KeyAndChain(PrivateKey key, List<X509Certificate> chain) {
  private static final byte[] PROBE = "probe".getBytes(StandardCharsets.UTF_8);

  KeyAndChain {
    chain = List.copyOf(chain);
  }

  /**
   * Reads both from PEM.
   *
   * @throws IllegalArgumentException if they can't be read, or don't belong together, as while only
   *     one of two files has been replaced
   */
  static KeyAndChain of(String certificatePem, String privateKeyPem) {
    List<X509Certificate> chain = certificates(certificatePem);
    KeyAndChain read = new KeyAndChain(privateKey(privateKeyPem), chain);
    if (!read.belongTogether()) {
      throw new IllegalArgumentException("the private key is not that of the certificate");
    }
    return read;
  }

  /**
   * @throws IllegalArgumentException if the text has no certificate
   */
  static List<X509Certificate> certificates(String pem) {
    try {
      List<X509Certificate> found = List.of(CertificateUtils.getX509Certificates(stream(pem)));
      if (found.isEmpty()) {
        throw new IllegalArgumentException("no certificate in PEM is there");
      }
      return found;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no certificate in PEM is there", e);
    }
  }

  private static PrivateKey privateKey(String pem) {
    try {
      return CertificateUtils.getPrivateKey(stream(pem));
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new IllegalArgumentException("no private key of RSA or EC in PKCS#8 is there", e);
    }
  }

  private boolean belongTogether() {
    try {
      Signature signature = Signature.getInstance(
          key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(chain.get(0).getPublicKey());
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static InputStream stream(String pem) {
    return new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
  }
}
