package io.crossguard.server.json;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The JSON form of messages: protobuf's own mapping. What is read must be one object by the letter of
 * RFC 8259, name no field twice, and have no field that the message lacks.
 */
public final class JsonForm {
  // Some editors begin a file with it; RFC 8259 lets those who read pass over it.
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int MESSAGE_LENGTH_MAX = 300;

  // The details that an error can carry, which JSON names by their type.
  private static final JsonFormat.Printer PRINTER = JsonFormat.printer()
      .omittingInsignificantWhitespace()
      .usingTypeRegistry(TypeRegistry.newBuilder()
          .add(ErrorInfo.getDescriptor())
          .add(BadRequest.getDescriptor())
          .add(ResourceInfo.getDescriptor())
          .add(RetryInfo.getDescriptor())
          .build());

  private JsonForm() {}

  /** Writes a message on one line, in UTF-8. */
  public static byte[] write(MessageOrBuilder message) {
    return line(message).getBytes(StandardCharsets.UTF_8);
  }

  /** Writes a message on one line. */
  public static String line(MessageOrBuilder message) {
    try {
      return PRINTER.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a message that has no JSON form", e);
    }
  }

  /**
   * Reads text in UTF-8 into a message.
   *
   * @throws BadJsonException if it is not its JSON form
   */
  public static void read(byte[] text, Message.Builder message) {
    try {
      read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString(), message);
    } catch (CharacterCodingException e) {
      throw new BadJsonException("is not text in UTF-8");
    }
  }

  /**
   * Reads text into a message.
   *
   * @throws BadJsonException if it is not its JSON form
   */
  public static void read(String text, Message.Builder message) {
    readUnmarked(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, message);
  }

  private static void readUnmarked(String text, Message.Builder message) {
    JsonSyntax.check(text);
    try {
      JsonFormat.parser().merge(text, message);
    } catch (InvalidProtocolBufferException e) {
      JsonSyntax.check(text, message.getDescriptorForType());
      throw unplaced(String.valueOf(e.getMessage()));
    }
  }

  /** The parser has found what is found nowhere else; in its words. */
  private static BadJsonException unplaced(String problem) {
    return new BadJsonException(
        problem.length() <= MESSAGE_LENGTH_MAX
            ? problem
            : problem.substring(0, MESSAGE_LENGTH_MAX) + "…");
  }
}
