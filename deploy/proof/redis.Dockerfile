# Stands in for the official image of Valkey where that cannot be pulled: Debian's Redis, with the same user and folder.
ARG BASE_IMAGE
FROM ${BASE_IMAGE}
RUN apt-get update -qq \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends redis-server >/dev/null \
 && groupadd --gid 999 valkey && useradd --uid 999 --gid 999 --no-create-home valkey \
 && install -d -o 999 -g 999 /data
USER 999:999
