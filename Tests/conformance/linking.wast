;; How modules find one another: what is imported and exported again, what has grown, and what an
;; instance leaves behind that does not come to be.
(module $A
  (memory (export "m") 1 10) (table (export "t") 1 10 funcref)
  (func (export "grow") (result i32) (memory.grow (i32.const 1))))
(register "A" $A)

;; Exported again, a memory has the type that it was made with, not the one it was asked for with.
(module $B
  (import "A" "m" (memory 1)) (import "A" "t" (table 1 funcref))
  (export "m" (memory 0)) (export "t" (table 0)))
(register "B" $B)
(module (import "B" "m" (memory 1 10)) (func (export "size") (result i32) (memory.size)))
(assert_return (invoke "size") (i32.const 1))
(module (import "B" "t" (table 1 10 funcref)))
(module $C (import "A" "m" (memory 0 20)) (export "m" (memory 0)))
(register "C" $C)
(module (import "C" "m" (memory 1 15)))
(assert_unlinkable (module (import "C" "m" (memory 1 9))) "incompatible import type")
(assert_unlinkable
  (module (import "spectest" "print_i32" (global i32))) "incompatible import type")
(assert_unlinkable (module (import "spectest" "nothing" (global i32))) "unknown import")
(assert_unlinkable (module (import "spectest" "table64" (table 10 funcref)))
  "incompatible import type")

;; Two instances of one module; one grows.
(module definition $D
  (memory (export "m") 1) (func (export "grow") (result i32) (memory.grow (i32.const 1))))
(module instance $I1 $D)
(module instance $I2 $D)
(register "I1" $I1)
(register "I2" $I2)
(assert_return (invoke $I1 "grow") (i32.const 1))
(assert_unlinkable
  (module (import "I1" "m" (memory 2)) (import "I2" "m" (memory 2))) "incompatible import type")
(module (import "I1" "m" (memory 2)) (func (export "size") (result i32) (memory.size)))
(assert_return (invoke "size") (i32.const 2))
(assert_return (invoke $I2 "grow") (i32.const 1))
;; A definition takes the place of the one before it.
(module definition $D (func (export "five") (result i32) (i32.const 5)))
(module instance $I3 $D)
(assert_return (invoke $I3 "five") (i32.const 5))

;; What was written before the trap stays.
(module $T
  (table (export "t") 2 funcref)
  (func $nine (result i32) (i32.const 9)) (elem (i32.const 0) $nine))
(register "T" $T)
(assert_trap
  (module
    (import "T" "t" (table 2 funcref))
    (func $eight (result i32) (i32.const 8))
    (elem (i32.const 1) $eight) (elem (i32.const 2) $eight))
  "out of bounds table access")
(module
  (import "T" "t" (table 2 funcref))
  (func (export "call") (param i32) (result i32) (call_indirect (result i32) (local.get 0))))
(assert_return (invoke "call" (i32.const 1)) (i32.const 8))
(assert_return (invoke "call" (i32.const 0)) (i32.const 9))
(assert_trap (invoke "call" (i32.const 2)) "undefined element")
