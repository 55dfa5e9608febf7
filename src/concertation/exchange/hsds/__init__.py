"""Human Services Data Specification (Open Referral): 3.x read and written, 1.x and 2.x read."""

from concertation.exchange.hsds.package import is_compiled, is_package
from concertation.exchange.hsds.reading import read_hsds
from concertation.exchange.hsds.writing import write_hsds_json, write_hsds_package

__all__ = ["is_compiled", "is_package", "read_hsds", "write_hsds_json", "write_hsds_package"]
