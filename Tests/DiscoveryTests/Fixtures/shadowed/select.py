print("the wrong select")
raise SystemExit(9)
