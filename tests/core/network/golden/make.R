# Figures of igraph and sna that the tests compare with: Rscript make.R FOLDER-OF-NETWORKS > figures.json
# The folder holds the networks of tests/core/network/published.py, written by `python -m tests.core.network.published`
# as NAME.nodes.csv (key, group, number) and NAME.ties.csv (source, target, weight), and NAME.txt (directed or not).
suppressMessages({library(sna); library(igraph); library(jsonlite)})

safely <- function(value) suppressWarnings(tryCatch(value, error = function(problem) NULL))

measure <- function(folder, name) {
  nodes <- read.csv(file.path(folder, paste0(name, ".nodes.csv")), colClasses = c(key = "character"))
  ties <- read.csv(file.path(folder, paste0(name, ".ties.csv")),
                   colClasses = c(source = "character", target = "character"))
  kind <- scan(file.path(folder, paste0(name, ".txt")), what = "", quiet = TRUE)
  directed <- kind[1] == "directed"; weighted <- kind[2] == "weighted"
  plain <- graph_from_data_frame(ties[, c("source", "target")], directed = directed, vertices = nodes$key)
  full <- plain
  E(full)$weight <- ties$weight
  used <- if (weighted) full else plain
  flat <- as.undirected(plain, mode = "collapse")
  summed <- as.undirected(full, mode = "collapse", edge.attr.comb = "sum")
  matrix <- as.matrix(as_adjacency_matrix(plain, sparse = FALSE))
  dimnames(matrix) <- NULL
  low <- (matrix + t(matrix) > 0) * 1
  answer <- list(
    size = vcount(plain), tie_count = ecount(plain), density = edge_density(plain),
    "sna:density" = gden(matrix, mode = if (directed) "digraph" else "graph"),
    isolate_count = length(sna::isolates(matrix)),
    component_count = components(flat)$no, largest_component = max(components(flat)$csize) / vcount(plain),
    connectedness = sna::connectedness(matrix),
    mean_distance = mean_distance(plain, weights = NA), diameter = diameter(plain, weights = NA),
    compactness = global_efficiency(plain, weights = NA),
    efficiency_of_arcs = sna::efficiency(matrix),
    transitivity = transitivity(flat, type = "global"), mean_clustering = transitivity(flat, type = "localaverage"),
    clustering = transitivity(flat, type = "local"), triangles = count_triangles(flat),
    degree = igraph::degree(flat), betweenness = igraph::betweenness(plain, weights = NA),
    "sna:betweenness" = sna::betweenness(matrix, gmode = if (directed) "digraph" else "graph"),
    betweenness_by_length = igraph::betweenness(full, weights = 1 / E(full)$weight),
    harmonic = harmonic_centrality(plain, normalized = TRUE, weights = NA),
    harmonic_by_length = harmonic_centrality(full, normalized = TRUE, weights = 1 / E(full)$weight),
    closeness = igraph::closeness(plain, normalized = TRUE, weights = NA),
    pagerank = page_rank(used, weights = if (weighted) E(full)$weight else NA)$vector,
    eigenvector = safely(eigen_centrality(if (weighted) summed else flat)$vector),
    k_core = coreness(flat), "sna:k_core" = sna::kcores(low, mode = "graph"),
    constraint = constraint(full, weights = E(full)$weight),
    is_cut_point = as.numeric(seq_len(vcount(flat)) %in% as.numeric(articulation_points(flat))),
    "sna:is_cut_point" = sna::cutpoints(low, mode = "graph", return.indicator = TRUE) * 1,
    bridge_count = length(bridges(flat)),
    degree_assortativity = assortativity_degree(plain, directed = directed),
    degree_centralisation = centr_degree(flat, loops = FALSE)$centralization,
    "sna:degree_centralisation" = sna::centralization(low, sna::degree, mode = "graph"),
    betweenness_centralisation = centr_betw(plain, directed = directed)$centralization,
    triad_census = triad_census(if (directed) plain else as.directed(plain, mode = "mutual")),
    "sna:triad_census" = as.numeric(sna::triad.census(matrix, mode = "digraph")),
    distance_distribution = distance_table(plain, directed = directed)$res,
    distances_apart = distance_table(plain, directed = directed)$unconnected
  )
  if (components(flat)$no == 1) {
    answer$closeness_centralisation <- centr_clo(flat, mode = "all")$centralization
  }
  if (weighted) {
    answer$strength <- strength(full, mode = "all")
    if (directed) {
      answer$in_strength <- strength(full, mode = "in"); answer$out_strength <- strength(full, mode = "out")
    }
  }
  if (directed) {
    answer <- c(answer, list(
      in_harmonic = harmonic_centrality(plain, mode = "in", normalized = TRUE, weights = NA),
      in_closeness = igraph::closeness(plain, mode = "in", normalized = TRUE, weights = NA),
      reciprocity_of_ties = reciprocity(plain), reciprocity_of_pairs = as.numeric(grecip(matrix, measure = "dyadic.nonnull")),
      in_degree = igraph::degree(plain, mode = "in"), out_degree = igraph::degree(plain, mode = "out"),
      strong_component_count = components(plain, mode = "strong")$no,
      hierarchy = as.numeric(sna::hierarchy(matrix, measure = "krackhardt")),
      least_upper_boundedness = as.numeric(sna::lubness(matrix)),
      transitivity_of_ties = as.numeric(gtrans(matrix, mode = "digraph", measure = "weak")),
      in_degree_centralisation = sna::centralization(matrix, sna::degree, cmode = "indegree"),
      out_degree_centralisation = sna::centralization(matrix, sna::degree, cmode = "outdegree")
    ))
  }
  group <- nodes$group
  if (!all(is.na(group))) {
    roles <- sna::brokerage(matrix, as.character(group))$raw.nli
    answer$coordinator <- roles[, "w_I"]; answer$consultant <- roles[, "w_O"]
    answer$representative <- roles[, "b_IO"]; answer$gatekeeper <- roles[, "b_OI"]
    answer$liaison <- roles[, "b_O"]; answer$brokerage <- roles[, "t"]
    answer$group_assortativity <- assortativity_nominal(plain, as.integer(factor(group)), directed = directed)
  }
  if (!all(is.na(nodes$number))) {
    answer$number_assortativity <- assortativity(plain, nodes$number, directed = directed)
  }
  lapply(answer, unname)
}

folder <- commandArgs(trailingOnly = TRUE)[1]
names <- sort(sub("\\.txt$", "", list.files(folder, pattern = "\\.txt$")))
figures <- setNames(lapply(names, function(name) measure(folder, name)), names)
cat(toJSON(figures, digits = 15, na = "null", auto_unbox = TRUE), "\n")
