# Every command a person types. Bare `make` lists them; each calls a short script of deploy/dev/.
.DEFAULT_GOAL := help
.PHONY: help run test test-module up down bench chaos docs guide fmt lint clean-data

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: ## everything in one process at http://localhost:8080, with demo data; Ctrl-C ends it
	@deploy/dev/run.sh

test: ## everything that must hold
	@deploy/dev/test.sh

test-module: ## one module's tests alone: make test-module M=orders
	@deploy/dev/test-module.sh $(M)

up: ## one process per module over RabbitMQ (containers where an engine runs)
	@deploy/dev/up.sh

down: ## end what `make up` started
	@deploy/dev/down.sh

bench: ## measure; one measurement alone: make bench B=NAME
	@deploy/dev/bench.sh $(B)

chaos: ## break things on purpose; one fault alone: make chaos C=NAME
	@deploy/dev/chaos.sh $(C)

docs: ## the documentation of the crates, in target/doc
	@deploy/dev/docs.sh

guide: ## take the pictures of the guides (docs/guide) anew
	@deploy/dev/guide.sh

fmt: ## format the sources
	@deploy/dev/fmt.sh

lint: ## format check, clippy, shell and browser scripts, contracts
	@deploy/dev/lint.sh

clean-data: ## end everything and throw away database, blobs, keys and mails
	@deploy/dev/clean-data.sh
