import ArgumentParser
print("fluidtop")
