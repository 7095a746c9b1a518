package io.crossguard.server.admin;

import com.google.protobuf.util.JsonFormat;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.channelz.v1.ChannelzGrpc;
import io.grpc.channelz.v1.ChannelzGrpc.ChannelzBlockingStub;
import io.grpc.channelz.v1.GetServerSocketsRequest;
import io.grpc.channelz.v1.GetServersRequest;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.services.ChannelzService;
import java.io.IOException;
import java.util.UUID;

/** Shows gRPC's own view of the servers of this process and their connections, as JSON. */
public final class Channelz implements HttpHandler {
  private static final int ROWS_MAX = 1_000;
  private static final JsonFormat.Printer PRINTER = JsonFormat.printer();

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    // The service is made for gRPC alone, so it is asked over a connection inside the process.
    String name = "channelz-" + UUID.randomUUID();
    Server server = InProcessServerBuilder.forName(name)
        .directExecutor()
        .addService(ChannelzService.newInstance(ROWS_MAX))
        .build()
        .start();
    ManagedChannel channel =
        InProcessChannelBuilder.forName(name).directExecutor().build();
    try {
      AdminServer.answer(
          exchange, 200, "application/json", json(ChannelzGrpc.newBlockingStub(channel)));
    } finally {
      channel.shutdownNow();
      server.shutdownNow();
    }
  }

  private static String json(ChannelzBlockingStub channelz) throws IOException {
    StringBuilder text = new StringBuilder("[");
    String separator = "";
    for (io.grpc.channelz.v1.Server server :
        channelz.getServers(GetServersRequest.getDefaultInstance()).getServerList()) {
      GetServerSocketsRequest sockets = GetServerSocketsRequest.newBuilder()
          .setServerId(server.getRef().getServerId())
          .build();
      text.append(separator)
          .append("{\"server\": ")
          .append(PRINTER.print(server))
          .append(", \"connections\": ")
          .append(PRINTER.print(channelz.getServerSockets(sockets)))
          .append('}');
      separator = ",\n";
    }
    return text.append("]\n").toString();
  }
}
