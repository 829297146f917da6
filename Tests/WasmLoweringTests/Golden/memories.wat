(module
  ;; The first eight memories are guarded by their reservations.
  (memory $first 1)
  (memory $second 1)
  (memory 0) (memory 0) (memory 0) (memory 0) (memory 0) (memory 0)
  ;; From the ninth on, each access is compared with the memory's size.
  (memory $ninth 1 2)
  (data (memory $second) (i32.const 4094) "hello")
  (data (memory $ninth) (i32.const 0) "world")
  (func (export "load") (param i32) (result i32)
    (i32.load $second offset=16 (local.get 0)))
  (func (export "load compared") (param i32) (result i32)
    (i32.load $ninth offset=16 (local.get 0)))
  (func (export "store compared") (param i32 i64)
    (i64.store8 $ninth (local.get 0) (local.get 1)))
  (func (export "size") (result i32)
    (memory.size $second))
  (func (export "copy") (param i32 i32 i32)
    (memory.copy $first $ninth (local.get 0) (local.get 1) (local.get 2))))
