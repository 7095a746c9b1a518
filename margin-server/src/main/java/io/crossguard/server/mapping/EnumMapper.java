package io.crossguard.server.mapping;

import com.google.protobuf.ProtocolMessageEnum;
import java.util.Arrays;
import java.util.List;

/** Reads and writes values that have the same names in the messages and in the core. */
final class EnumMapper {
  private static final String UNSPECIFIED = "_UNSPECIFIED";
  private static final String UNRECOGNIZED = "UNRECOGNIZED";

  private EnumMapper() {}

  /**
   * @param unset what leaving the field unset means
   */
  static <M extends Enum<M> & ProtocolMessageEnum, E extends Enum<E>> Reading<E> fromProto(
      M message, E unset, FieldPath field) {
    if (message.name().endsWith(UNSPECIFIED)) {
      return Reading.of(unset);
    }
    return fromProto(message, unset.getDeclaringClass(), field);
  }

  /** Leaving the field unset is an error. */
  static <M extends Enum<M> & ProtocolMessageEnum, E extends Enum<E>> Reading<E> fromProto(
      M message, Class<E> type, FieldPath field) {
    return message.name().equals(UNRECOGNIZED) || message.name().endsWith(UNSPECIFIED)
        ? field.violation("must be " + inWords(type))
        : Reading.of(Enum.valueOf(type, message.name()));
  }

  static <M extends Enum<M> & ProtocolMessageEnum> M toProto(Enum<?> value, Class<M> type) {
    return Enum.valueOf(type, value.name());
  }

  private static <E extends Enum<E>> String inWords(Class<E> type) {
    List<String> names = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }
}
