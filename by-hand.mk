# Applying by hand with kubectl, where neither Flux nor Argo CD does it: docs/by-hand.md.
#   make install-ENV           show what would change in the cluster of the current context, ask, and apply
#   make k8s-hpa               the autoscalers of all servers
#   make logs SERVICE=NAME     the logs of a server's pods, as they come
# In a repository of your own, put this file beside catalog.yaml and write `include by-hand.mk` in its Makefile.

KUBECTL ?= kubectl
MCPGEN  ?= mcpgen
CATALOG ?= catalog.yaml
CONTEXT ?= $(shell $(KUBECTL) config current-context 2>/dev/null)
TIMEOUT ?= 5m
TAIL    ?= 100
# YES=1       apply without asking, as a script does
# NAMESPACE=  look there only; all namespaces otherwise

by_hand = $(KUBECTL) $(if $(CONTEXT),--context '$(CONTEXT)')
by_hand_servers = app.kubernetes.io/managed-by=mcpgen

.PHONY: k8s-hpa logs

install-%: by-hand-context
	@test -f 'overlays/$*/kustomization.yaml' || { \
	  echo "overlays/$* is not there; environments: $$(ls overlays | tr '\n' ' ')" >&2; exit 2; }
	@$(MCPGEN) sync --check '$(CATALOG)' || { echo 'the files are not what the catalog asks for: run `mcpgen sync`' >&2; exit 1; }
	@echo "into $(CONTEXT):"
	@for namespace in $$($(KUBECTL) kustomize 'overlays/$*' | sed -n 's/^  namespace: //p' | sort -u); do \
	  $(by_hand) get namespace "$$namespace" >/dev/null || { \
	    echo "make the namespace first: $(KUBECTL) create namespace $$namespace" >&2; exit 1; }; done
	@$(by_hand) diff --server-side --field-manager=mcpgen --kustomize 'overlays/$*'; \
	  case $$? in 0) echo 'nothing changes'; exit 0;; 1) ;; *) exit 1;; esac; \
	  if [ -z '$(YES)' ]; then \
	    printf 'apply this to %s? [y/N] ' '$(CONTEXT)'; read -r answer || answer=; \
	    case "$$answer" in y|Y|yes) ;; *) echo 'nothing was applied' >&2; exit 1;; esac; fi; \
	  $(by_hand) apply --server-side --field-manager=mcpgen --kustomize 'overlays/$*' && \
	  $(KUBECTL) kustomize 'overlays/$*' | sed -n 's/^  namespace: //p' | sort -u | while read -r namespace; do \
	    $(by_hand) --namespace "$$namespace" rollout status deployment --selector $(by_hand_servers) --timeout $(TIMEOUT) || exit 1; done

k8s-hpa: by-hand-context
	@$(by_hand) get horizontalpodautoscalers --selector $(by_hand_servers) $(if $(NAMESPACE),--namespace '$(NAMESPACE)',--all-namespaces)

logs: by-hand-context
	@test -n '$(SERVICE)' || { echo 'write which server: make logs SERVICE=NAME' >&2; exit 2; }
	@found='$(NAMESPACE)'; [ -n "$$found" ] || found=$$($(by_hand) get deployments --all-namespaces --output \
	  'jsonpath={range .items[*]}{.metadata.namespace}{" "}{end}' --selector 'app.kubernetes.io/name=$(SERVICE),$(by_hand_servers)') \
	  || exit 1; \
	  set -- $$found; \
	  [ $$# -gt 0 ] || { echo 'no server $(SERVICE) runs in $(CONTEXT)' >&2; exit 1; }; \
	  [ $$# -eq 1 ] || { echo "$(SERVICE) runs in several namespaces: write NAMESPACE=$$1, or another of $$*" >&2; exit 2; }; \
	  $(by_hand) --namespace "$$1" logs --selector 'app.kubernetes.io/name=$(SERVICE)' \
	  --all-containers --prefix --timestamps --tail '$(TAIL)' --follow --max-log-requests 50

.PHONY: by-hand-context
by-hand-context:
	@command -v $(firstword $(KUBECTL)) >/dev/null || { echo '$(KUBECTL) is not on PATH: install it, or write KUBECTL=…' >&2; exit 1; }
	@test -n '$(CONTEXT)' || { echo 'kubectl has no current context: `kubectl config use-context NAME`, or write CONTEXT=NAME' >&2; exit 2; }
