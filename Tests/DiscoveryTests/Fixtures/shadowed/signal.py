print("the wrong signal")
raise SystemExit(9)
