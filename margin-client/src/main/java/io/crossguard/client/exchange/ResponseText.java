package io.crossguard.client.exchange;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of a response by the letter of RFC 8259: one value and nothing after it, no field
 * twice, no NaN. Numbers stay the digits that they are.
 */
final class ResponseText {
  private static final Pattern PLACE = Pattern.compile("line (\\d+) column (\\d+)");

  private final Set<String> leftOut;
  private final boolean roundsFloats;

  /**
   * @param leftOut names of fields that are taken as not there, wherever they stand
   * @param roundsFloats whether numbers of more digits than a {@code double} keeps are rounded
   */
  ResponseText(Set<String> leftOut, boolean roundsFloats) {
    this.leftOut = leftOut;
    this.roundsFloats = roundsFloats;
  }

  /**
   * @param source where the text is from, for messages
   * @throws BadResponseException if it is not JSON
   */
  JsonValue parse(String source, String text) {
    if (text.isBlank()) {
      throw new BadResponseException(source, "is empty");
    }
    if (text.stripLeading().startsWith("<")) {
      throw new BadResponseException(
          source, "is a page of HTML, not a response: a server answered in place of the venue");
    }
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonValue value = value(reader, source, "");
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new BadResponseException(source, "something follows the JSON value");
      }
      return value;
    } catch (EOFException e) {
      throw new BadResponseException(source, "the text ends before the JSON value does");
    } catch (MalformedJsonException e) {
      throw malformed(source, e);
    } catch (IOException | IllegalStateException e) {
      throw new BadResponseException(source, "is no JSON: " + e.getMessage());
    }
  }

  private JsonValue value(JsonReader reader, String source, String path) throws IOException {
    String place = place(source, path);
    JsonToken token = reader.peek();
    return switch (token) {
      case BEGIN_OBJECT -> object(reader, source, path);
      case BEGIN_ARRAY -> array(reader, source, path);
      case STRING -> JsonValue.scalar(place, JsonValue.Kind.STRING, reader.nextString());
      case NUMBER -> JsonValue.scalar(place, JsonValue.Kind.NUMBER, number(reader.nextString()));
      case BOOLEAN ->
        JsonValue.scalar(place, JsonValue.Kind.BOOLEAN, String.valueOf(reader.nextBoolean()));
      case NULL -> {
        reader.nextNull();
        yield JsonValue.scalar(place, JsonValue.Kind.NULL, "null");
      }
      case NAME, END_ARRAY, END_OBJECT, END_DOCUMENT ->
        throw new IllegalStateException("a value is expected, not " + token);
    };
  }

  private JsonValue object(JsonReader reader, String source, String path) throws IOException {
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      String fieldPath = path.isEmpty() ? name : path + "." + name;
      JsonValue value = value(reader, source, fieldPath);
      if (fields.put(name, value) != null) {
        throw value.problem("is there twice");
      }
    }
    reader.endObject();
    fields.keySet().removeAll(leftOut);
    return JsonValue.object(place(source, path), fields);
  }

  private JsonValue array(JsonReader reader, String source, String path) throws IOException {
    List<JsonValue> items = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      items.add(value(reader, source, path + "[" + items.size() + "]"));
    }
    reader.endArray();
    return JsonValue.array(place(source, path), items);
  }

  private String number(String text) {
    return roundsFloats ? ExactNumber.rounded(text) : text;
  }

  private static String place(String source, String path) {
    return path.isEmpty() ? source : source + ": " + path;
  }

  // Gson's own message advises to turn its strictness off; what helps is the place.
  private static BadResponseException malformed(String source, MalformedJsonException failure) {
    Matcher place = PLACE.matcher(String.valueOf(failure.getMessage()));
    String where = place.find() ? ": line " + place.group(1) + ", column " + place.group(2) : "";
    return new BadResponseException(
        source + where, "is no JSON from here on, or the text is cut off");
  }
}
