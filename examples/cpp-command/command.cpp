// What C++ asks of a compiler beside C: constructors before and destructors after `main`, virtual
// calls, containers, templates, closures, streams. Every line is the same wherever it is compiled.

#include "scene.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <functional>
#include <iomanip>
#include <iostream>
#include <list>
#include <map>
#include <memory>
#include <new>
#include <numeric>
#include <optional>
#include <queue>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

namespace {

Marker first("first");
Marker second("second");
int *counter = new int(std::getenv("NO_SUCH_VARIABLE") ? 1 : 0);

// A linear congruential generator: the standard's distributions differ between libraries.
class Numbers {
  public:
    explicit Numbers(uint32_t seed) : state(seed) {}
    uint32_t operator()() {
        state = state * 1664525u + 1013904223u;
        return state >> 8;
    }

  private:
    uint32_t state;
};

template <typename Range> std::string join(const Range &range) {
    std::ostringstream out;
    const char *separator = "";
    for (const auto &value : range) {
        out << separator << value;
        separator = ",";
    }
    return out.str();
}

void shapes() {
    std::vector<std::unique_ptr<Shape>> all;
    all.push_back(make_circle(1.5));
    all.push_back(make_box(2, 3.25, 1));
    all.push_back(make_box(4, 4, 2));
    all.push_back(make_circle(0.125));
    std::sort(all.begin(), all.end(), [](auto &a, auto &b) { return a->area() < b->area(); });
    for (const auto &shape : all) {
        std::cout << shape->describe() << '\n';
    }
    std::cout << "labels " << join(labels(all)) << '\n';
}

void sorting() {
    Numbers next(42);
    std::vector<uint32_t> values(20000);
    std::generate(values.begin(), values.end(), std::ref(next));
    std::vector<uint32_t> copy = values;
    std::sort(values.begin(), values.end());
    std::stable_sort(copy.begin(), copy.end(), std::greater<>());
    bool isSame = std::equal(values.begin(), values.end(), copy.rbegin());
    std::cout << "sorted " << std::is_sorted(values.begin(), values.end()) << isSame << ' '
              << values.front() << ' ' << values[10000] << ' ' << values.back() << '\n';

    std::vector<std::tuple<int, std::string>> words = {
        {3, "three"}, {1, "one"}, {2, "two"}, {1, "eins"}};
    std::stable_sort(words.begin(), words.end(),
                     [](auto &a, auto &b) { return std::get<0>(a) < std::get<0>(b); });
    for (const auto &[number, word] : words) {
        std::cout << number << '=' << word << ' ';
    }
    std::array<int, 8> small = {5, 3, 9, 1, 8, 2, 7, 4};
    std::nth_element(small.begin(), small.begin() + 3, small.end());
    std::priority_queue<int> heap(small.begin(), small.end());
    std::cout << "median " << small[3] << " top " << heap.top() << " sum "
              << std::accumulate(small.begin(), small.end(), 0) << '\n';
}

void containers() {
    std::map<std::string, std::vector<int>> index;
    std::istringstream text("the quick brown fox jumps over the lazy dog and the cat");
    std::string word;
    for (int position = 0; text >> word; position++) {
        index[word].push_back(position);
    }
    for (const auto &[key, positions] : index) {
        std::cout << key << '[' << join(positions) << "] ";
    }
    std::cout << '\n';
    std::unordered_map<uint64_t, uint64_t> hashes;
    Numbers next(7);
    for (int i = 0; i < 50000; i++) {
        hashes[next() % 4099] += i;
    }
    uint64_t total = 0;
    for (const auto &[key, value] : hashes) {
        total += key * value;
    }
    std::set<int> unique = {3, 1, 3, 2};
    std::deque<int> deque(unique.begin(), unique.end());
    deque.push_front(0);
    std::list<int> list(deque.rbegin(), deque.rend());
    list.remove_if([](int value) { return value % 2 == 1; });
    std::cout << hashes.size() << ' ' << total << ' ' << join(deque) << ' ' << join(list) << '\n';
}

void strings() {
    std::string text;
    for (int i = 0; i < 500; i++) {
        text += std::to_string(i * i) + (i % 7 == 0 ? ";" : " ");
    }
    size_t semicolons = std::count(text.begin(), text.end(), ';');
    text.replace(text.find("16 "), 3, "sixteen ").erase(0, 2).insert(0, "<");
    std::string_view view(text);
    int parsed = 0;
    auto tail = view.substr(view.rfind(' ', view.size() - 2) + 1);
    std::from_chars(tail.data(), tail.data() + tail.size(), parsed);
    std::cout << text.size() << ' ' << semicolons << ' ' << view.substr(0, 24) << ' ' << parsed
              << ' ' << std::hex << std::showbase << 48879 << std::dec << ' ' << std::setw(10)
              << std::setfill('*') << std::fixed << std::setprecision(4) << 3.14159265 << ' '
              << std::scientific << 1e-300 / 3 << std::defaultfloat << '\n';
}

void closures() {
    std::vector<std::function<int(int)>> steps;
    int calls = 0;
    for (int factor = 1; factor <= 3; factor++) {
        steps.emplace_back([factor, &calls](int value) {
            calls++;
            return value * factor + 1;
        });
    }
    std::function<int(int)> factorial = [&](int n) { return n < 2 ? 1 : n * factorial(n - 1); };
    int value = 5;
    for (const auto &step : steps) {
        value = step(value);
    }
    std::variant<int, std::string> either = "text";
    std::optional<int> nothing;
    std::cout << value << ' ' << calls << ' ' << factorial(10) << ' ' << std::get<1>(either) << ' '
              << nothing.value_or(-1) << '\n';
}

void lifetimes() {
    static Marker once("once");
    auto shared = std::make_shared<Marker>("shared");
    std::weak_ptr<Marker> weak = shared;
    {
        Marker inner("inner");
        auto other = std::move(shared);
        std::cout << "owners " << weak.use_count() << (shared ? " kept" : " moved") << '\n';
    }
    std::cout << (weak.expired() ? "expired" : "alive") << '\n';
    alignas(Marker) unsigned char place[sizeof(Marker)];
    Marker *placed = new (place) Marker("placed");
    placed->~Marker();
    void *huge = ::operator new(size_t(3) << 30, std::nothrow);
    ::operator delete(huge);
    auto *rows = new std::vector<int>[3];
    rows[1].assign(1000, 7);
    std::cout << "rows " << rows[0].size() + rows[1].size() << '\n';
    delete[] rows;
}

} // namespace

int main() {
    // Both write to the same place: without a buffer between them, in the order of the program.
    std::cout << std::unitbuf;
    std::setvbuf(stdout, nullptr, _IONBF, 0);
    std::atexit([] { std::puts("at exit"); });
    shapes();
    sorting();
    containers();
    strings();
    closures();
    lifetimes();
    std::cout << "counter " << ++*counter << std::endl;
    return 3;
}
