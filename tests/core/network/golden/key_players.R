# The best sets of two to five of all there are, by igraph: Rscript key_players.R FOLDER-OF-NETWORKS > key_players.json
# The folder is that of make.R; F and distance-weighted reach as Borgatti (2006) writes them.
suppressMessages({library(igraph); library(jsonlite)})

best <- function(folder, name) {
  nodes <- read.csv(file.path(folder, paste0(name, ".nodes.csv")), colClasses = c(key = "character"))
  ties <- read.csv(file.path(folder, paste0(name, ".ties.csv")),
                   colClasses = c(source = "character", target = "character"))
  directed <- scan(file.path(folder, paste0(name, ".txt")), what = "", quiet = TRUE)[1] == "directed"
  plain <- graph_from_data_frame(ties[, c("source", "target")], directed = directed, vertices = nodes$key)
  near <- 1 / distances(plain, mode = "out", weights = NA)
  diag(near) <- 1
  fragmentation <- function(set) {
    sizes <- components(delete_vertices(plain, set))$csize
    left <- sum(sizes)
    1 - sum(sizes * (sizes - 1)) / (left * (left - 1))
  }
  reach <- function(set) mean(apply(near[set, , drop = FALSE], 2, max))
  over <- function(worth) sapply(2:5, function(k) max(combn(vcount(plain), k, worth)))
  list(fragmentation = over(fragmentation), reach = over(reach))
}

folder <- commandArgs(trailingOnly = TRUE)[1]
names <- c("kite", "marriages", "one_sided", "karate")
cat(toJSON(setNames(lapply(names, function(name) best(folder, name)), names), digits = 15, pretty = TRUE), "\n")
