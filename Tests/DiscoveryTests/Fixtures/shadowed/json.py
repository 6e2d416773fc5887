print("the wrong json")
raise SystemExit(9)
