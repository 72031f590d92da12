@main struct Strata { static func main() { print("strata") } }
