;; A memory that grows in the middle of what uses it: in a callee, in another module, in a loop. What
;; the code knows of its size (and, with memories that move, of its place) is stale then.

(module $owner
  (memory (export "memory") 1 6)
  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
  (func (export "size") (result i32) (memory.size)))
(register "owner")

(module $user
  (import "owner" "memory" (memory 1))
  (import "owner" "grow" (func $grow (param i32) (result i32)))
  (table funcref (elem $grow))
  (type $grower (func (param i32) (result i32)))
  (func $grow_here (param i32) (result i32) (memory.grow (local.get 0)))
  ;; The first access makes base and size known.
  (func (export "across a call") (result i32) (local $end i32)
    (i32.store (i32.const 0) (i32.const 11))
    (local.set $end (i32.mul (memory.size) (i32.const 65536)))
    (drop (call $grow (i32.const 1)))
    (i32.store (local.get $end) (i32.const 31))
    (i32.add (i32.load (i32.const 0)) (i32.load (local.get $end))))
  (func (export "across an indirect call") (result i32) (local $end i32)
    (i32.store (i32.const 0) (i32.const 12))
    (local.set $end (i32.mul (memory.size) (i32.const 65536)))
    (drop (call_indirect (type $grower) (i32.const 1) (i32.const 0)))
    (i32.store (local.get $end) (i32.const 30))
    (i32.add (i32.load (i32.const 0)) (i32.load (local.get $end))))
  ;; Each round writes the first word of the page that it has made.
  (func (export "in a loop") (param $rounds i32) (result i32) (local $page i32) (local $sum i32)
    (loop $next
      (local.set $page (call $grow_here (i32.const 1)))
      (i32.store (i32.mul (local.get $page) (i32.const 65536)) (local.get $page))
      (local.set $sum
        (i32.add (local.get $sum) (i32.load (i32.mul (local.get $page) (i32.const 65536)))))
      (br_if $next (local.tee $rounds (i32.sub (local.get $rounds) (i32.const 1)))))
    (local.get $sum))
  (func (export "sizes") (result i32 i32)
    (memory.size)
    (drop (call $grow (i32.const 1)))
    (memory.size))
  (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))
  (func (export "fill") (param i32 i32)
    (memory.fill (local.get 0) (i32.const 1) (local.get 1))))

(assert_trap (invoke $user "load" (i32.const 65536)) "out of bounds memory access")
(assert_return (invoke $user "across a call") (i32.const 42))
(assert_return (invoke $user "across an indirect call") (i32.const 42))
(assert_return (invoke $user "in a loop" (i32.const 2)) (i32.const 7))
(assert_return (invoke $user "sizes") (i32.const 5) (i32.const 6))
(assert_return (invoke $owner "size") (i32.const 6))
(assert_return (invoke $owner "grow" (i32.const 1)) (i32.const -1))
(assert_return (invoke $user "load" (i32.const 65536)) (i32.const 31))
(assert_return (invoke $user "fill" (i32.const 393215) (i32.const 1)))
(assert_trap (invoke $user "fill" (i32.const 393215) (i32.const 2)) "out of bounds memory access")
(assert_return (invoke $user "load" (i32.const 393212)) (i32.const 0x01000000))
