print("the wrong ast")
raise SystemExit(9)
