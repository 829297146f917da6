#include "TOMLShim.h"

#include "KeyDepth.h"

namespace {

struct Assertion {};

constexpr void require(bool condition) {
    if (!condition)
        throw Assertion{};
}

} // namespace

// Bytes can make toml++'s assertions false (`[1, }` does). Without them the compiler would assume
// that they hold, so they stay, as one more error.
#undef NDEBUG
#define TOML_ASSERT(condition) require(static_cast<bool>(condition))
#define TOML_EXCEPTIONS 1
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

bool asserts(std::string_view text) {
    try {
        static_cast<void>(toml::parse(text));
    } catch (const toml::parse_error &) {
    } catch (const Assertion &) {
        return true;
    }
    return false;
}

// An assertion knows no place. It is the last character of the shortest beginning that fails so.
TOMLShimPlace firstAssertion(std::string_view text) {
    size_t good = 0, bad = text.size();
    while (bad - good > 1) {
        size_t middle = good + (bad - good) / 2;
        (asserts(text.substr(0, middle)) ? bad : good) = middle;
    }
    while (good > 0 && (text[good] & 0xC0) == 0x80)
        good--;
    TOMLShimPlace place{1, 1};
    for (char byte : text.substr(0, good)) {
        if (byte == '\n')
            place = {place.line + 1, 1};
        else if ((byte & 0xC0) != 0x80)
            place.column++;
    }
    return place;
}

TOMLShimDocument *parse(std::string_view text, TOMLShimError *error) {
    if (TOMLShimPlace place = deepKey(text, keyParts); place.line) {
        fail(error, TOMLShimTooDeep, place, "");
        return nullptr;
    }
    auto document = std::make_unique<TOMLShimDocument>();
    try {
        document->root = toml::parse(text);
    } catch (const toml::parse_error &failure) {
        fail(error, TOMLShimSyntax, placed(failure.source().begin), failure.description());
        return nullptr;
    } catch (const Assertion &) {
        fail(error, TOMLShimSyntax, firstAssertion(text), "this does not belong here");
        return nullptr;
    }
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
