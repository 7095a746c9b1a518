package io.crossguard.server.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How connections are secured.
 *
 * @param certificate PEM file of the server's certificate and its chain
 * @param privateKey PEM file of its key
 * @param clientAuthority PEM file of the authorities whose client certificates count; absent where
 *     clients show none
 * @param isCertificateRequired whether a client has to show one, where there are such authorities
 */
public record TlsConfig(
    Path certificate,
    Path privateKey,
    Optional<Path> clientAuthority,
    boolean isCertificateRequired) {
  public TlsConfig {
    requireNonNull(certificate, "certificate");
    requireNonNull(privateKey, "privateKey");
    requireNonNull(clientAuthority, "clientAuthority");
  }
}
