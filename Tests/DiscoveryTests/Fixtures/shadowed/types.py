print("the wrong types")
raise SystemExit(9)
