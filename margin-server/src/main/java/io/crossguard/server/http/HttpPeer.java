package io.crossguard.server.http;

import static java.util.Objects.requireNonNull;

import io.grpc.Attributes;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Metadata.BinaryStreamMarshaller;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.SocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * The other end of a connection over HTTP. It goes with each call of it through the process, so that
 * the interceptors see the caller, and the certificate that it has shown, as on a connection of gRPC.
 *
 * @param address where it is
 * @param session the TLS of the connection; absent in plain text
 */
record HttpPeer(SocketAddress address, Optional<SSLSession> session) {
  private static final Metadata.Key<HttpPeer> METADATA =
      Metadata.Key.of("crossguard-http-peer-bin", new Handing());

  HttpPeer {
    requireNonNull(address, "address");
    requireNonNull(session, "session");
  }

  /** Adds it to what a call inside the process is sent with. */
  void addTo(Metadata headers) {
    headers.put(METADATA, this);
  }

  /** Puts the attributes of the connection where those of gRPC's own are. */
  static ServerInterceptor interceptor() {
    return new ServerInterceptor() {
      @Override
      public <Q, R> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        HttpPeer peer = requireNonNull(headers.get(METADATA), "peer");
        Attributes attributes = peer.attributes(call.getAttributes());
        return next.startCall(
            new SimpleForwardingServerCall<>(call) {
              @Override
              public Attributes getAttributes() {
                return attributes;
              }
            },
            headers);
      }
    };
  }

  private Attributes attributes(Attributes others) {
    Attributes.Builder attributes =
        others.toBuilder().set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR, address);
    session.ifPresent(tls -> attributes.set(Grpc.TRANSPORT_ATTR_SSL_SESSION, tls));
    return attributes.build();
  }

  /** Hands the object itself on: metadata is not written to bytes inside the process. */
  private static final class Handing implements BinaryStreamMarshaller<HttpPeer> {
    @Override
    public InputStream toStream(HttpPeer peer) {
      return new Handed(peer);
    }

    @Override
    public HttpPeer parseStream(InputStream stream) {
      return ((Handed) stream).peer;
    }
  }

  private static final class Handed extends ByteArrayInputStream {
    private final HttpPeer peer;

    Handed(HttpPeer peer) {
      super(new byte[0]);
      this.peer = peer;
    }
  }
}
