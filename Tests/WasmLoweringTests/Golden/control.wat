(module
  (func (export "countdown") (param i32) (result i32)
    (local i32)
    (loop $again
      (local.set 1 (i32.add (local.get 1) (local.get 0)))
      (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
    (local.get 1))
  (func (export "either") (param i32) (result i32)
    (if (result i32) (local.get 0)
      (then (i32.const 10))
      (else (i32.const 20))))
  (func (export "table") (param i32) (result i32)
    (block $a
      (block $b
        (br_table $a $b $a (local.get 0)))
      (return (i32.const 1)))
    (i32.const 2))
  (func (export "swap") (param i32 i64) (result i64 i32)
    (local.get 1) (local.get 0))
  (func (export "never")
    (unreachable)))
