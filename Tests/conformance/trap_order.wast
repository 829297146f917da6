;; What stands before a trap has happened, what stands behind it has not, and of several traps the
;; first is reported: nothing that may trap is moved over a call that may not return.

(module
  (memory (export "memory") 1)
  (global $steps (mut i32) (i32.const 0))
  (table 3 funcref)
  (type $unary (func (param i32) (result i32)))
  (elem (i32.const 0) $stop)
  (elem (i32.const 2) $nothing)
  (func $nothing)
  (func $stop (type $unary) (if (local.get 0) (then (unreachable))) (i32.const 1))

  (func (export "stored") (result i32) (i32.load (i32.const 0)))
  (func (export "steps") (result i32) (global.get $steps))

  (func (export "store, then divide") (param i32) (result i32)
    (i32.store (i32.const 0) (i32.const 1))
    (global.set $steps (i32.const 1))
    (i32.div_u (i32.const 1) (local.get 0)))
  (func (export "divide, then store") (param i32)
    (drop (i32.div_u (i32.const 1) (local.get 0)))
    (i32.store (i32.const 0) (i32.const 2))
    (global.set $steps (i32.const 2)))
  (func (export "store, then store outside") (param i32)
    (global.set $steps (i32.const 3))
    (i32.store (i32.const 0) (i32.const 3))
    (i32.store (local.get 0) (i32.const 9)))
  (func (export "store outside, then store") (param i32)
    (i32.store (local.get 0) (i32.const 9))
    (i32.store (i32.const 0) (i32.const 4)))

  ;; The division and the load do not depend on the call, so they could be done before it.
  (func (export "stop, then divide") (param i32 i32) (result i32)
    (i32.add (call $stop (local.get 0)) (i32.div_u (i32.const 5) (local.get 1))))
  (func (export "stop, then load") (param i32 i32) (result i32)
    (i32.add (call $stop (local.get 0)) (i32.load (local.get 1))))
  (func (export "divide, then stop") (param i32 i32) (result i32)
    (i32.add (i32.div_u (i32.const 5) (local.get 1)) (call $stop (local.get 0))))

  ;; Invariant in a loop that may end, or not run, before it.
  (func (export "loop") (param $count i32) (param $divisor i32) (result i32) (local $sum i32)
    (block $end
      (loop $next
        (br_if $end (i32.eqz (local.get $count)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (local.set $sum (i32.add (local.get $sum) (i32.div_u (i32.const 12) (local.get $divisor))))
        (br $next)))
    (local.get $sum))
  (func (export "loop of loads") (param $count i32) (param $address i32) (result i32)
    (local $sum i32)
    (block $end
      (loop $next
        (br_if $end (i32.eqz (local.get $count)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (local.set $sum (i32.add (local.get $sum) (i32.load (local.get $address))))
        (br $next)))
    (local.get $sum))
  ;; Both arms of a select are evaluated, those of an if are not.
  (func (export "select") (param i32 i32) (result i32)
    (select (i32.div_u (i32.const 8) (local.get 1)) (i32.const 1) (local.get 0)))
  (func (export "if") (param i32 i32) (result i32)
    (if (result i32) (local.get 0)
      (then (i32.div_u (i32.const 8) (local.get 1)))
      (else (i32.const 1))))

  (func (export "indirect") (param i32 i32) (result i32)
    (call_indirect (type $unary) (local.get 0) (local.get 1))))

(assert_trap (invoke "store, then divide" (i32.const 0)) "integer divide by zero")
(assert_return (invoke "stored") (i32.const 1))
(assert_return (invoke "steps") (i32.const 1))
(assert_trap (invoke "divide, then store" (i32.const 0)) "integer divide by zero")
(assert_return (invoke "stored") (i32.const 1))
(assert_return (invoke "steps") (i32.const 1))
(assert_trap (invoke "store, then store outside" (i32.const -1)) "out of bounds memory access")
(assert_return (invoke "stored") (i32.const 3))
(assert_return (invoke "steps") (i32.const 3))
(assert_trap (invoke "store outside, then store" (i32.const -1)) "out of bounds memory access")
(assert_return (invoke "stored") (i32.const 3))

(assert_trap (invoke "stop, then divide" (i32.const 1) (i32.const 0)) "unreachable")
(assert_trap (invoke "stop, then load" (i32.const 1) (i32.const -1)) "unreachable")
(assert_trap (invoke "divide, then stop" (i32.const 1) (i32.const 0)) "integer divide by zero")
(assert_trap (invoke "stop, then divide" (i32.const 0) (i32.const 0)) "integer divide by zero")
(assert_trap (invoke "stop, then load" (i32.const 0) (i32.const -1)) "out of bounds memory access")
(assert_return (invoke "loop" (i32.const 0) (i32.const 0)) (i32.const 0))
(assert_return (invoke "loop" (i32.const 3) (i32.const 4)) (i32.const 9))
(assert_trap (invoke "loop" (i32.const 1) (i32.const 0)) "integer divide by zero")
(assert_return (invoke "loop of loads" (i32.const 0) (i32.const -1)) (i32.const 0))
(assert_trap (invoke "loop of loads" (i32.const 1) (i32.const -1)) "out of bounds memory access")
(assert_trap (invoke "select" (i32.const 0) (i32.const 0)) "integer divide by zero")
(assert_return (invoke "if" (i32.const 0) (i32.const 0)) (i32.const 1))
(assert_return (invoke "if" (i32.const 2) (i32.const 2)) (i32.const 4))

;; Three ways in which an indirect call fails, each with its own words.
(assert_return (invoke "indirect" (i32.const 0) (i32.const 0)) (i32.const 1))
(assert_trap (invoke "indirect" (i32.const 0) (i32.const 1)) "uninitialized element")
(assert_trap (invoke "indirect" (i32.const 0) (i32.const 2)) "indirect call type mismatch")
(assert_trap (invoke "indirect" (i32.const 0) (i32.const 3)) "undefined element")
(assert_trap (invoke "indirect" (i32.const 0) (i32.const -1)) "undefined element")
