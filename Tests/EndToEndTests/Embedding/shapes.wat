;; Everything that a C program may see of a module.
(module
  (import "host" "add" (func $add (param i32 i32) (result i32)))
  (import "host" "split" (func $split (param i64) (result i32 i32)))
  (import "host" "swap" (func $swap (param v128) (result v128)))
  (import "host" "note" (func $note))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (import "wasi_snapshot_preview1" "fd_write"
    (func $write (param i32 i32 i32 i32) (result i32)))

  (memory (export "memory") 1 3)
  (memory (export "second") 2)
  (table (export "table") 1 funcref)
  (global $calls (export "calls") (export "also calls") (mut i32) (i32.const 40))
  (global (export "limit") i64 (i64.const -2))
  (global (export "ratio") f64 (f64.const 0.5))
  (data (i32.const 16) "hello, host\n")

  (func $initialize (export "_initialize")
    (global.set $calls (i32.add (global.get $calls) (i32.const 2))))

  (func (export "mix") (param i32 i64 f32 f64) (result f64)
    (f64.add
      (f64.add (f64.convert_i32_s (local.get 0)) (f64.convert_i64_s (local.get 1)))
      (f64.add (f64.promote_f32 (local.get 2)) (local.get 3))))
  (func (export "both") (param i32 v128 i64) (result i64 v128 i32)
    (local.get 2) (local.get 1) (local.get 0))
  (func (export "sum") (param i32 i32) (result i32)
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    (call $add (local.get 0) (local.get 1)))
  (func (export "halves") (param i64) (result i32 i32) (call $split (local.get 0)))
  (func (export "swapped") (param v128) (result v128) (call $swap (local.get 0)))
  (func (export "noted") (call $note))
  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
  (func (export "peek") (param i32) (result i32) (i32.load (local.get 0)))

  (func $inner (param i32) (result i32) (i32.div_u (i32.const 1) (local.get 0)))
  (func $outer (export "divide") (param i32) (result i32)
    (i32.add (call $inner (local.get 0)) (i32.const 1)))
  (func $deep (export "deep") (param i32) (result i32)
    (i32.add (call $deep (i32.add (local.get 0) (i32.const 1))) (i32.const 1)))
  (func (export "leave") (param i32) (call $exit (local.get 0)))
  (func (export "print") (result i32)
    (i32.store (i32.const 0) (i32.const 16))
    (i32.store (i32.const 4) (i32.const 12))
    (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))

  ;; Names that must not get out of a comment, or meet one another.
  (func (export "a */ int evil;") (result i32) (i32.const 1))
  (func (export "a.b") (result i32) (i32.const 2))
  (func (export "a b") (result i32) (i32.const 3))
  (func (export "module_start") (result i32) (i32.const 4))
  (func (export "\c3\a4\0a") (result i32) (i32.const 5))
)
