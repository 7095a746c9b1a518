package io.crossguard.server.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.crossguard.server.http.HttpRoutes.Match;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The request of a call whose fields are in the path and in the query. */
final class UrlRequest {
  private UrlRequest() {}

  /**
   * Its JSON form: one object with a text for each field. Whether there are such fields, and what
   * they may be, is found out where the request is read.
   *
   * @param query values by the names of the fields
   */
  static String json(Match match, Map<String, List<String>> query) {
    JsonObject request = new JsonObject();
    query.forEach((name, values) -> request.add(jsonName(match, name), value(values)));
    // What the path says goes before the query.
    match.variables().forEach((name, value) -> request.addProperty(jsonName(match, name), value));
    return request.toString();
  }

  // A field that is there twice is a list, which a field of one value refuses.
  private static JsonElement value(List<String> values) {
    if (values.size() == 1) {
      return new JsonPrimitive(values.get(0));
    }
    JsonArray all = new JsonArray();
    values.forEach(all::add);
    return all;
  }

  private static String jsonName(Match match, String name) {
    return Optional.ofNullable(match.route().schema().getInputType().findFieldByName(name))
        .map(FieldDescriptor::getJsonName)
        .orElse(name);
  }
}
