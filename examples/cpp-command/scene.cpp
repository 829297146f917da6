#include "scene.h"

#include <cmath>
#include <cstdio>
#include <utility>

namespace {

int made = 0;

class Circle final : public Shape {
  public:
    explicit Circle(double radius) : radius(radius) {}
    double area() const override { return std::acos(-1.0) * radius * radius; }

  protected:
    const char *kind() const override { return "circle"; }

  private:
    double radius;
};

class Box final : public Shape, public Tagged {
  public:
    Box(double width, double height, int tag) : Tagged(tag), width(width), height(height) {}
    double area() const override { return width * height; }
    int label() const override { return Tagged::label() * 10; }
    std::string describe() const override {
        return Shape::describe() + " #" + std::to_string(label());
    }

  protected:
    const char *kind() const override { return width == height ? "square" : "box"; }

  private:
    double width, height;
};

Marker scene("scene");

} // namespace

Marker::Marker(std::string name) : name(std::move(name)), number(++made) {
    std::printf("make %s (%d)\n", this->name.c_str(), number);
}

Marker::~Marker() {
    std::printf("destroy %s (%d)\n", name.c_str(), number);
}

Shape::~Shape() = default;

std::string Shape::describe() const {
    char text[64];
    std::snprintf(text, sizeof text, "%s of %.3f", kind(), area());
    return text;
}

std::unique_ptr<Shape> make_circle(double radius) {
    return std::make_unique<Circle>(radius);
}

std::unique_ptr<Shape> make_box(double width, double height, int tag) {
    return std::make_unique<Box>(width, height, tag);
}

std::vector<int> labels(const std::vector<std::unique_ptr<Shape>> &shapes) {
    std::vector<int> result;
    for (const auto &shape : shapes) {
        if (const auto *tagged = dynamic_cast<const Tagged *>(shape.get())) {
            result.push_back(tagged->label());
        }
    }
    return result;
}
