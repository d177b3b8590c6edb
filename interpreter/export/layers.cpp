// Takes columns, each computed from earlier ones; gives a chain of queries that compute each once.
#include "interpreter/export/layers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lang/text/utf8.hpp"

namespace bedside::export_to {

namespace {

constexpr std::size_t line_width = 96;
constexpr char breaks[] = {soft_break, hard_break, '\0'};

/// Broken at soft breaks where a line would be too long; the first line begins at `column`.
std::string laid_out(const std::string& text, std::size_t column, std::size_t indent) {
  std::string lines;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find_first_of(breaks, begin), text.size());
    const std::size_t size = end - begin;
    if (begin > 0) {
      const bool fits = text[begin - 1] == soft_break && column + 1 + size <= line_width;
      lines += fits ? " " : "\n" + std::string(indent, ' ');
      column = fits ? column + 1 : indent;
    }
    lines.append(text, begin, size);
    column += size;
    begin = end + 1;
  }
  return lines;
}

/// Names with commas between them, in lines.
std::string in_lines(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    if (!text.empty()) text += std::string(",") + soft_break;
    text += name;
  }
  return laid_out(text, 4, 4);
}

/// What may stand behind `--`: one line.
std::string on_one_line(std::string words) {
  std::replace_if(
      words.begin(), words.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return words;
}

std::string query_name(std::size_t layer) { return fmt::format("bedside_{}", layer + 1); }

}  // namespace

void Layers::reserve(const std::string& name) { taken_.insert(text::fold_case(name)); }

std::string Layers::free_name(const std::string& name) {
  std::string free = name;
  while (!taken_.insert(text::fold_case(free)).second) free += '_';
  return free;
}

std::string Layers::numbered(const std::string& name) {
  const std::size_t mark = name.find('#');
  if (mark == std::string::npos) return name;
  return fmt::format("{}{}{}", name.substr(0, mark), ++numbers_[name], name.substr(mark + 1));
}

Expression Layers::added(Column column) {
  const bool never_null = column.expression.never_null;
  const std::string name = column.name;
  for (const std::size_t read : column.expression.columns) {
    column.layer = std::max(column.layer, columns_[read].layer + 1);
  }
  columns_.push_back(std::move(column));
  return {name, Binding::atom, {columns_.size() - 1}, {}, {}, never_null};
}

Expression Layers::source(const std::string& name, const std::string& text) {
  return added({free_name(name), {text, Binding::atom, {}, {}, {}, false}, "", 0, 0, false});
}

Expression Layers::column(const std::string& name, const Expression& expression,
                          const std::string& comment) {
  if (expression.is_short()) return expression;
  return own_column(name, expression, comment);
}

Expression Layers::own_column(const std::string& name, const Expression& expression,
                              const std::string& comment) {
  if (expression.is_constant()) return expression;
  const auto known = made_.find(expression.text);
  if (known != made_.end()) {
    const std::size_t index = known->second;
    return {columns_[index].name, Binding::atom, {index}, {}, {}, expression.never_null};
  }
  made_.emplace(expression.text, columns_.size());
  return added({free_name(numbered(name)), expression, comment, 0, 0, false});
}

Expression Layers::named_column(const std::string& name, const Expression& expression) {
  return added({dialect_.quoted(name), expression, "", 0, 0, false});
}

void Layers::want(const std::vector<std::size_t>& columns, std::size_t layer) {
  for (const std::size_t index : columns) {
    Column& column = columns_[index];
    column.last_read = std::max(column.last_read, layer);
    column.wanted = true;
  }
}

std::string Layers::query(std::size_t layer, const std::string& from) {
  std::vector<std::string> kept;
  std::vector<const Column*> made;
  for (const Column& column : columns_) {
    if (!column.wanted || column.layer > layer) continue;
    if (column.layer == layer) made.push_back(&column);
    if (column.layer < layer && column.last_read > layer) kept.push_back(column.name);
  }
  width_ = std::max(width_, kept.size() + made.size());
  std::string text = fmt::format("{} AS (\n  SELECT\n", query_name(layer));
  if (!kept.empty()) text += fmt::format("    {}{}\n", in_lines(kept), made.empty() ? "" : ",");
  for (const Column* column : made) {
    if (!column->comment.empty()) {
      text += fmt::format("    -- {}\n", on_one_line(column->comment));
    }
    text += "    " + laid_out(column->expression.text + soft_break + "AS " + column->name, 4, 6);
    text += column == made.back() ? "\n" : ",\n";
  }
  text += fmt::format("  FROM {}\n", layer == 0 ? from : query_name(layer - 1));
  if (!dialect_.fence.empty()) text += fmt::format("  {}\n", dialect_.fence);
  return text + ")";
}

std::string Layers::text(const std::string& from, const std::vector<Shown>& shown) {
  std::size_t last = 0;
  for (const Shown& each : shown) {
    for (const std::size_t index : each.expression.columns) {
      last = std::max(last, columns_[index].layer);
    }
  }
  for (const Shown& each : shown) want(each.expression.columns, last + 1);
  for (std::size_t i = columns_.size(); i-- > 0;) {
    if (columns_[i].wanted) want(columns_[i].expression.columns, columns_[i].layer);
  }
  width_ = shown.size();
  std::string text = "WITH ";
  for (std::size_t layer = 0; layer <= last; ++layer) {
    text += query(layer, from) + (layer == last ? "\n" : ",\n");
  }
  text += "SELECT\n";
  for (const Shown& each : shown) {
    const std::string line =
        fmt::format("{}{}AS {}", each.expression.text, soft_break, dialect_.quoted(each.name));
    text += "  " + laid_out(line, 2, 4) + (&each == &shown.back() ? "\n" : ",\n");
  }
  return text + fmt::format("FROM {};\n", query_name(last));
}

}  // namespace bedside::export_to
