#include "KeyDepth.h"

namespace {

class Scanner {
  public:
    Scanner(std::string_view text, unsigned limit) : text(text), limit(limit) {}

    TOMLShimPlace run() {
        unsigned dots = 0;
        while (at < text.size()) {
            switch (text[at]) {
            case '#':
                while (at < text.size() && text[at] != '\n')
                    step();
                break;
            case '"':
            case '\'':
                skipString(text[at]);
                break;
            case '.':
                if (++dots >= limit)
                    return place;
                step();
                break;
            case '\n':
            case '=':
            case ',':
            case '[':
            case ']':
            case '{':
            case '}':
                dots = 0;
                step();
                break;
            default:
                step();
            }
        }
        return {0, 0};
    }

  private:
    std::string_view text;
    unsigned limit;
    size_t at = 0;
    TOMLShimPlace place{1, 1};

    void step() {
        unsigned char byte = static_cast<unsigned char>(text[at++]);
        if (byte == '\n')
            place = {place.line + 1, 1};
        else if ((byte & 0xC0) != 0x80)
            place.column++;
    }

    bool threeQuotes(char quote) const {
        return at + 3 <= text.size() && text[at] == quote && text[at + 1] == quote &&
               text[at + 2] == quote;
    }

    void skipString(char quote) {
        bool lines = threeQuotes(quote);
        for (int i = lines ? 3 : 1; i > 0; i--)
            step();
        while (at < text.size()) {
            if (text[at] == '\\' && quote == '"') {
                step();
                if (at < text.size())
                    step();
            } else if (lines && threeQuotes(quote)) {
                // Two more quotes may belong to the text, in front of the three that end it.
                for (int i = 0; i < 5 && at < text.size() && text[at] == quote; i++)
                    step();
                return;
            } else if (!lines && (text[at] == quote || text[at] == '\n')) {
                step();
                return;
            } else {
                step();
            }
        }
    }
};

} // namespace

TOMLShimPlace deepKey(std::string_view text, unsigned limit) {
    return Scanner(text, limit).run();
}
