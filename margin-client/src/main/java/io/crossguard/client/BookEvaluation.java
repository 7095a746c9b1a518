package io.crossguard.client;

import static java.util.Objects.requireNonNull;

import io.crossguard.v1.Account;
import io.crossguard.v1.BatchEvaluateMarginResponse.Item;
import io.crossguard.v1.MarginServiceGrpc.MarginServiceStub;
import io.crossguard.v1.StreamEvaluateMarginRequest;
import io.crossguard.v1.StreamEvaluateMarginResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The margins of a book that is larger than a message, in the order of its accounts: for each a
 * result, or an error that it alone has.
 *
 * <pre>{@code
 * StreamEvaluateMarginRequest terms = StreamEvaluateMarginRequest.newBuilder()
 *     .setMarket(prices)
 *     .setRuleSetId("example-coin-margined")
 *     .build();
 * try (BookEvaluation book = client.evaluateBook(terms, accounts.iterator())) {
 *   while (book.hasNext()) {
 *     BatchEvaluateMarginResponse.Item item = book.next();
 *     System.out.println(item.hasResult() ? item.getResult().getStatus() : item.getError());
 *   }
 * }
 * }</pre>
 *
 * <p>A few messages are under way at a time, so that neither the book nor the answers have to fit
 * into memory. Where a server ends, what has no answer yet is sent to another one. It serves one
 * thread, and has to be closed.
 */
public final class BookEvaluation implements Iterator<Item>, AutoCloseable {
  // Enough that what each message costs does not count, few enough that their answers stay small.
  private static final int ACCOUNTS_OF_A_MESSAGE = 64;
  private static final int BYTES_OF_A_MESSAGE = 256 * 1024;
  // The service works on one of them while the others are on their way.
  private static final int MESSAGES_UNDER_WAY = 4;
  private static final int TRIES_MAX = 5;

  private final MarginServiceStub service;
  private final StreamEvaluateMarginRequest terms;
  private final Iterator<Account> accounts;
  private final Duration deadline;
  private final MonitorPatience pauses;
  private final Deque<StreamEvaluateMarginRequest> unanswered = new ArrayDeque<>();
  private Iterator<Item> items = Collections.emptyIterator();
  private Optional<Account> held = Optional.empty();
  private BatchExchange exchange;
  private int tries;

  /**
   * @param terms what all accounts share
   * @param deadline how long to wait for each answer
   */
  BookEvaluation(
      MarginServiceStub service,
      StreamEvaluateMarginRequest terms,
      Iterator<Account> accounts,
      Duration deadline,
      MonitorPatience pauses) {
    if (terms.getAccountsCount() > 0) {
      throw new IllegalArgumentException("the terms must have no accounts");
    }
    this.service = service;
    this.terms = terms;
    this.accounts = requireNonNull(accounts, "accounts");
    this.deadline = deadline;
    this.pauses = pauses;
    this.exchange = BatchExchange.open(service);
    send(terms);
  }

  /**
   * Whether another account is to come. Waits for the service where it has not answered yet.
   *
   * @throws CrossguardException if the service refuses what all accounts share, or fails
   */
  @Override
  public boolean hasNext() {
    while (!items.hasNext()) {
      while (unanswered.size() < MESSAGES_UNDER_WAY && (held.isPresent() || accounts.hasNext())) {
        send(nextMessage());
      }
      if (unanswered.isEmpty()) {
        exchange.finish(deadline);
        return false;
      }
      items = nextAnswer().getBatch().getItemsList().iterator();
    }
    return true;
  }

  /**
   * What came out for the next account. The number in a path of its error counts within the message
   * in which the account was sent.
   *
   * @throws CrossguardException as {@link #hasNext}
   */
  @Override
  public Item next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no account is left");
    }
    return items.next();
  }

  /** Ends it. What is under way is given up. */
  @Override
  public void close() {
    exchange.close();
  }

  private void send(StreamEvaluateMarginRequest message) {
    unanswered.add(message);
    exchange.send(message);
  }

  /** As many accounts as a message should have; at least one. */
  private StreamEvaluateMarginRequest nextMessage() {
    StreamEvaluateMarginRequest.Builder message = StreamEvaluateMarginRequest.newBuilder();
    int bytes = 0;
    while (message.getAccountsCount() < ACCOUNTS_OF_A_MESSAGE) {
      Account account = held.isPresent() ? held.get() : accounts.next();
      bytes += account.getSerializedSize();
      if (message.getAccountsCount() > 0 && bytes > BYTES_OF_A_MESSAGE) {
        held = Optional.of(account);
        break;
      }
      held = Optional.empty();
      message.addAccounts(account);
      if (!accounts.hasNext()) {
        break;
      }
    }
    return message.build();
  }

  /** The answer to the message that waits longest. */
  private StreamEvaluateMarginResponse nextAnswer() {
    while (true) {
      try {
        StreamEvaluateMarginResponse answer = exchange.next(deadline);
        if (answer.hasError()) {
          throw StatusProto.toStatusRuntimeException(answer.getError());
        }
        unanswered.remove();
        tries = 0;
        return answer;
      } catch (StatusRuntimeException e) {
        exchange.close();
        tries++;
        if (e.getStatus().getCode() != Status.Code.UNAVAILABLE || tries == TRIES_MAX) {
          throw CrossguardException.of(e);
        }
        pause(e);
        startAgain();
      }
    }
  }

  private void startAgain() {
    exchange = BatchExchange.open(service);
    if (unanswered.element().getAccountsCount() > 0) {
      unanswered.addFirst(terms);
    }
    unanswered.forEach(exchange::send);
  }

  private void pause(StatusRuntimeException failure) {
    try {
      TimeUnit.MILLISECONDS.sleep(pauses.pause(tries - 1).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CrossguardException.of(failure);
    }
  }
}
