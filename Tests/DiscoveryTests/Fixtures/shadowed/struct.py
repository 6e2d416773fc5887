print("the wrong struct")
raise SystemExit(9)
