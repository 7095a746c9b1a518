package io.crossguard.client.cli;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options that say how the connection to a service elsewhere is secured. */
final class TlsOptions {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}");

  @Option(
      names = "--plaintext",
      description =
          "Speak without TLS to another machine too. Default: TLS, but not to this machine.")
  private boolean isPlaintext;

  @Option(
      names = "--tls",
      description = "Speak TLS to this machine too; every option about TLS says so by itself.")
  private boolean isTls;

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description = "PEM file of the authorities that the service may have its certificate from."
          + " Default: those of the Java installation.")
  private Optional<Path> trust = Optional.empty();

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description = "PEM file of the certificate, with its chain, to show to the service.")
  private Optional<Path> certificate = Optional.empty();

  @Option(
      names = "--private-key",
      paramLabel = "FILE",
      description = "PEM file of its private key, in PKCS#8 without password.")
  private Optional<Path> privateKey = Optional.empty();

  @Option(
      names = "--server-name",
      paramLabel = "NAME",
      description = "Name that the certificate of the service must have. Default: HOST.")
  private Optional<String> serverName = Optional.empty();

  /** Whether one of them is there that is of no use without a target. */
  boolean areGiven() {
    return isPlaintext || isTlsAsked();
  }

  /**
   * @throws BadInputException if it is no name
   */
  Optional<String> serverName() {
    if (serverName.isPresent() && !HOST.matcher(serverName.get()).matches()) {
      throw new BadInputException("--server-name: must be a host name, without port");
    }
    return serverName;
  }

  /**
   * Whether the connection has TLS: where it leads to another machine, and where it is asked for.
   *
   * @param needsTls whether a secret goes over it
   * @throws BadInputException if plain text is asked for as well
   */
  boolean isSecured(Target target, boolean needsTls) {
    if (isPlaintext && isTlsAsked()) {
      throw new BadInputException("--plaintext: must not stand beside options about TLS");
    }
    return !isPlaintext && (isTlsAsked() || needsTls || !target.isThisMachine());
  }

  /**
   * @throws BadInputException if a file can't be used
   */
  ChannelCredentials credentials(boolean isSecured) {
    if (!isSecured) {
      return InsecureChannelCredentials.create();
    }
    TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
    try {
      if (trust.isPresent()) {
        credentials.trustManager(PemFile.ofCertificates("--trust", trust.get()).stream());
      }
      if (certificate.isPresent() != privateKey.isPresent()) {
        throw new BadInputException("--certificate, --private-key: both must be there, or neither");
      }
      if (certificate.isPresent() && privateKey.isPresent()) {
        PemFile chain = PemFile.ofCertificates("--certificate", certificate.get());
        PemFile key = PemFile.ofPrivateKey("--private-key", privateKey.get(), chain);
        credentials.keyManager(chain.stream(), key.stream());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return credentials.build();
  }

  private boolean isTlsAsked() {
    return isTls
        || trust.isPresent()
        || certificate.isPresent()
        || privateKey.isPresent()
        || serverName.isPresent();
  }
}
