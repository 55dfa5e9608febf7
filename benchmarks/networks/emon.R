# Writes published directed networks that come with R's network and sna: Rscript benchmarks/networks/emon.R FOLDER/sna
# Search and rescue after disasters, who reported to talk with whom, of twenty organisations and more (Drabek et al. 1981);
# friends in a school, two seasons (Coleman 1964).
suppressMessages({library(network); library(sna)})
folder <- commandArgs(TRUE)[1]
dir.create(folder, showWarnings = FALSE, recursive = TRUE)
write <- function(m, name) {
  ties <- which(m > 0, arr.ind = TRUE)
  write.csv(data.frame(source = ties[, 1], target = ties[, 2]), file.path(folder, paste0(name, ".csv")), row.names = FALSE)
}
data(emon); data(coleman)
for (name in names(emon)) if (network.size(emon[[name]]) >= 20) write(as.sociomatrix(emon[[name]]), paste0("emon_", name))
for (season in 1:2) write(coleman[season, , ], paste0("coleman_", c("fall", "spring")[season]))
