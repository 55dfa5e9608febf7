"""The register for programs: what pages show and write, as JSON, in one document that describes itself."""
