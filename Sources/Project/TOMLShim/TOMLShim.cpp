#include "TOMLShim.h"

#include "KeyDepth.h"

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_MAX_NESTED_VALUES 32
#include <toml++/toml.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <string_view>
#include <vector>

struct TOMLShimDocument {
    toml::table root;
    std::vector<TOMLShimNode> nodes;
};

namespace {

constexpr unsigned keyParts = 16;
// Of the whole tree; the manifests' own keys need seven.
constexpr unsigned depthLimit = 64;

TOMLShimPlace placed(const toml::source_position &position) {
    return {position.line, position.column};
}

TOMLShimRegion region(const toml::source_region &source) {
    return {placed(source.begin), placed(source.end)};
}

void fail(TOMLShimError *error, TOMLShimFailure failure, TOMLShimPlace place,
          std::string_view message) {
    error->failure = failure;
    error->place = {std::max(place.line, 1u), std::max(place.column, 1u)};
    size_t size = std::min(message.size(), sizeof error->message - 1);
    std::memcpy(error->message, message.data(), size);
    error->message[size] = 0;
}

class Flattening {
  public:
    Flattening(std::vector<TOMLShimNode> &nodes) : nodes(nodes) {}

    TOMLShimPlace tooDeep{0, 0};

    void append(const toml::node &value, const toml::key *key, unsigned depth) {
        if (depth > depthLimit) {
            tooDeep = placed(value.source().begin);
            return;
        }
        TOMLShimNode node{};
        node.region = region(value.source());
        if (key) {
            node.key = key->str().data();
            node.key_size = key->str().size();
            node.key_region = region(key->source());
        }
        if (const toml::table *table = value.as_table()) {
            node.kind = table->is_inline() ? TOMLShimInlineTable : TOMLShimTable;
            node.children = static_cast<uint32_t>(table->size());
            nodes.push_back(node);
            for (auto &&[name, child] : *table)
                append(child, &name, depth + 1);
        } else if (const toml::array *array = value.as_array()) {
            node.kind = TOMLShimArray;
            node.children = static_cast<uint32_t>(array->size());
            nodes.push_back(node);
            for (auto &&child : *array)
                append(child, nullptr, depth + 1);
        } else {
            setScalar(node, value);
            nodes.push_back(node);
        }
    }

  private:
    std::vector<TOMLShimNode> &nodes;

    static void setScalar(TOMLShimNode &node, const toml::node &value) {
        if (auto string = value.as_string()) {
            node.kind = TOMLShimString;
            node.text = string->get().data();
            node.text_size = string->get().size();
        } else if (auto integer = value.as_integer()) {
            node.kind = TOMLShimInteger;
            node.integer = integer->get();
        } else if (auto number = value.as_floating_point()) {
            node.kind = TOMLShimFloat;
            node.number = number->get();
        } else if (auto boolean = value.as_boolean()) {
            node.kind = TOMLShimBoolean;
            node.integer = boolean->get();
        } else {
            node.kind = TOMLShimDate;
        }
    }
};

TOMLShimDocument *parse(std::string_view text, TOMLShimError *error) {
    if (TOMLShimPlace place = deepKey(text, keyParts); place.line) {
        fail(error, TOMLShimTooDeep, place, "");
        return nullptr;
    }
    toml::parse_result result = toml::parse(text);
    if (!result) {
        fail(error, TOMLShimSyntax, placed(result.error().source().begin),
             result.error().description());
        return nullptr;
    }
    auto document = std::make_unique<TOMLShimDocument>();
    document->root = std::move(result).table();
    Flattening flattening(document->nodes);
    flattening.append(document->root, nullptr, 0);
    if (flattening.tooDeep.line) {
        fail(error, TOMLShimTooDeep, flattening.tooDeep, "");
        return nullptr;
    }
    return document.release();
}

} // namespace

TOMLShimDocument *TOMLShimParse(const char *bytes, size_t size, TOMLShimError *error) {
    try {
        return parse(std::string_view(bytes, size), error);
    } catch (...) {
        fail(error, TOMLShimNoMemory, {1, 1}, "");
        return nullptr;
    }
}

const TOMLShimNode *TOMLShimNodes(const TOMLShimDocument *document, size_t *count) {
    *count = document->nodes.size();
    return document->nodes.data();
}

void TOMLShimFree(TOMLShimDocument *document) {
    delete document;
}
