// Takes bytes; gives them compressed as gzip has it (RFC 1952), or as they were before.
#include "interpreter/commands/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <new>

namespace bedside::commands {

namespace {

// zlib's largest window, with the header of gzip around it.
constexpr int gzip_window = 15 + 16;
constexpr int usual_memory = 8;
constexpr std::size_t portion = std::size_t{1} << 16U;

// zlib does not write to what it reads; its type does not say so.
Bytef* bytes_of(std::string_view text) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // NOLINT
}

}  // namespace

struct Gzip::State {
  z_stream stream{};
};

Gzip::Gzip() : state_(std::make_unique<State>()) {
  const int made = deflateInit2(&state_->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window,
                                usual_memory, Z_DEFAULT_STRATEGY);
  if (made != Z_OK) throw std::bad_alloc();
}

Gzip::~Gzip() { deflateEnd(&state_->stream); }

void Gzip::run(std::string_view text, int flush, std::string& to) {
  z_stream& stream = state_->stream;
  stream.next_in = bytes_of(text);
  stream.avail_in = static_cast<uInt>(text.size());
  do {
    const std::size_t before = to.size();
    to.resize(before + portion);
    stream.next_out = bytes_of(std::string_view(to).substr(before));
    stream.avail_out = static_cast<uInt>(portion);
    deflate(&stream, flush);
    to.resize(before + portion - stream.avail_out);
  } while (stream.avail_out == 0);
}

void Gzip::add(std::string_view text, std::string& to) {
  // zlib counts in 32 bits.
  while (!text.empty()) {
    const std::string_view part = text.substr(0, std::size_t{1} << 30U);
    run(part, Z_NO_FLUSH, to);
    text.remove_prefix(part.size());
  }
}

void Gzip::finish(std::string& to) { run({}, Z_FINISH, to); }

struct Gunzip::State {
  z_stream stream{};
  bool is_inside = false;  // a compressed text has begun and not ended
  bool any = false;
};

Gunzip::Gunzip() : state_(std::make_unique<State>()) {
  if (inflateInit2(&state_->stream, gzip_window) != Z_OK) throw std::bad_alloc();
}

Gunzip::~Gunzip() { inflateEnd(&state_->stream); }

void Gunzip::put(std::string_view compressed) {
  state_->stream.next_in = bytes_of(compressed);
  state_->stream.avail_in = static_cast<uInt>(compressed.size());
}

Gunzip::Got Gunzip::get(std::string& bytes, std::size_t most) {
  z_stream& stream = state_->stream;
  bytes.resize(most);
  stream.next_out = bytes_of(bytes);
  stream.avail_out = static_cast<uInt>(most);
  while (stream.avail_out == most) {
    // Between two texts, and after the last one, tapes and disks leave zeros.
    while (!state_->is_inside && state_->any && stream.avail_in > 0 && *stream.next_in == 0) {
      ++stream.next_in;
      --stream.avail_in;
    }
    if (stream.avail_in == 0) break;
    state_->is_inside = state_->any = true;
    const int result = inflate(&stream, Z_NO_FLUSH);
    if (result == Z_STREAM_END) {
      state_->is_inside = false;
      inflateReset(&stream);
    } else if (result == Z_MEM_ERROR) {
      throw std::bad_alloc();
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      bytes.clear();
      return Got::damaged;
    }
  }
  bytes.resize(most - stream.avail_out);
  return bytes.empty() ? Got::needs_more : Got::some;
}

bool Gunzip::complete() const { return !state_->is_inside; }

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1F\x8B"); }

}  // namespace bedside::commands
