// Shapes behind virtual calls, and a journal that says what happened when.
#pragma once

#include <memory>
#include <string>
#include <vector>

// Writes a line when it is made and one when it is destroyed. Those in namespace scope are made
// before `main` and destroyed after it, in the opposite order.
class Marker {
  public:
    explicit Marker(std::string name);
    ~Marker();
    Marker(const Marker &) = delete;
    Marker &operator=(const Marker &) = delete;

  private:
    std::string name;
    int number;
};

class Shape {
  public:
    virtual ~Shape();
    virtual double area() const = 0;
    virtual std::string describe() const;

  protected:
    virtual const char *kind() const = 0;
};

// Inherited twice: calls through it adjust the object's address.
class Tagged {
  public:
    explicit Tagged(int tag) : tag(tag) {}
    virtual ~Tagged() = default;
    virtual int label() const { return tag; }

  private:
    int tag;
};

std::unique_ptr<Shape> make_circle(double radius);
std::unique_ptr<Shape> make_box(double width, double height, int tag);

// The labels of those shapes that have one.
std::vector<int> labels(const std::vector<std::unique_ptr<Shape>> &shapes);
