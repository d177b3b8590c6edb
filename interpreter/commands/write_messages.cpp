// Takes messages; gives them in the formats that programs read.
#include "interpreter/commands/write_messages.hpp"

#include <nlohmann/json.hpp>

namespace bedside::commands {

namespace {

using Json = nlohmann::ordered_json;

Json edit_json(const text::Edit& edit, const text::Sources& sources) {
  const text::Place place = sources.of(edit.span).place(edit.span);
  return {{"line", place.line},
          {"column", place.column},
          {"end_line", place.end_line},
          {"end_column", place.end_column},
          {"text", edit.text}};
}

Json message_json(const text::Message& message, const text::Sources& sources) {
  const text::Entry& kind = text::entry(message.code);
  const text::Source& source = sources.of(message.span);
  const text::Place place = source.place(message.span);
  Json json{{"code", kind.name},          {"severity", text::severity_name(kind.severity)},
            {"message", message.text},    {"file", source.path()},
            {"line", place.line},         {"column", place.column},
            {"end_line", place.end_line}, {"end_column", place.end_column},
            {"related", Json::array()}};
  for (const text::Related& related : message.related) {
    const text::Source& other = sources.of(related.span);
    json["related"].push_back({{"file", other.path()},
                               {"line", other.place(related.span).line},
                               {"message", related.text}});
  }
  if (!message.witness.empty()) json["witness"] = message.witness;
  json["fixes"] = Json::array();
  for (const text::Fix& fix : message.fixes) {
    Json edits = Json::array();
    for (const text::Edit& edit : fix.edits) edits.push_back(edit_json(edit, sources));
    json["fixes"].push_back({{"title", fix.title}, {"edits", std::move(edits)}});
  }
  return json;
}

}  // namespace

std::string messages_json(const std::vector<MessagesOf>& all) {
  Json array = Json::array();
  for (const MessagesOf& each : all) {
    for (const text::Message& message : each.messages) {
      array.push_back(message_json(message, each.sources));
    }
  }
  return array.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace bedside::commands
