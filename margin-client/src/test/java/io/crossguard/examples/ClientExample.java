package io.crossguard.examples;

import io.crossguard.client.MarginClient;
import io.crossguard.client.exchange.ExchangeFormat;
import io.crossguard.client.exchange.ExchangeFormats;
import io.crossguard.client.exchange.ImportOptions;
import io.crossguard.client.exchange.ImportedAccount;
import io.crossguard.client.exchange.Responses;
import io.crossguard.v1.Account;
import io.crossguard.v1.Balance;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.IndexPrice;
import io.crossguard.v1.Market;
import io.crossguard.v1.MonitorMarginRequest.Snapshot;
import io.crossguard.v1.MonitorUpdate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What examples about the client have in reach: a client, and an account to ask about. */
public abstract class ClientExample {
  private static final String RULES = "example-coin-margined";

  protected final MarginClient client = JavaExamplesTest.client();
  protected final String target = JavaExamplesTest.target();
  protected final Path file = JavaExamplesTest.file();
  protected final Path directory = JavaExamplesTest.file();
  protected final String token = "a-token";
  protected final Market prices = Market.newBuilder()
      .addIndexPrices(IndexPrice.newBuilder().setAsset("BTC").setPrice("60000"))
      .build();
  protected final List<Account> accounts = List.of(Account.newBuilder()
      .setAccountId("my-bot")
      .addBalances(Balance.newBuilder().setAsset("BTC").setQuantity("1"))
      .build());
  protected final EvaluateMarginRequest request = EvaluateMarginRequest.newBuilder()
      .setAccount(accounts.get(0))
      .setMarket(prices)
      .setRuleSetId(RULES)
      .build();
  protected final Snapshot snapshot = Snapshot.newBuilder()
      .addAllAccounts(accounts)
      .setMarket(prices)
      .setRuleSetId(RULES)
      .build();
  protected final List<MonitorUpdate> updates = List.of();
  protected final List<String> alerts = new ArrayList<>();
  protected final String responses = text(Path.of("examples", "binance-usdm-responses.json"));
  protected final ImportedAccount imported = imported();

  /** The statements of the example. */
  public abstract Object run() throws Exception;

  private ImportedAccount imported() {
    ExchangeFormat format = ExchangeFormats.named("binance-usdm");
    return format.read(
        Responses.of(format).addAll("responses.json", responses).build(),
        ImportOptions.named("my-bot"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
