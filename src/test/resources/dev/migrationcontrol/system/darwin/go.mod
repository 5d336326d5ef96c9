module example.org/shop

require github.com/ardanlabs/darwin/v3 v3.0.0
