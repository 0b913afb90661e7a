#!/bin/bash
# First start of an EC2 instance (Amazon Linux 2023): fetches the program, verifies it, and lets its own scripts/ec2/setup do the rest.
# scripts/ec2/user-data and the Terraform module put the values in.
set -euo pipefail
program='@PROGRAM@'
sha256='@SHA256@'
options='@OPTIONS@'
device='@DEVICE@'

# The volume of the journal is attached while the instance starts.
for ((i = 0; i < 150; i++)); do
    if [ -z "$device" ] || [ -b "$device" ]; then
        break
    fi
    sleep 2
done
archive=$(mktemp)
aws s3 cp --only-show-errors "$program" "$archive"
printf '%s  %s\n' "$sha256" "$archive" | sha256sum --check --quiet
mkdir -p /opt/ringmaster
tar -xzf "$archive" -C /opt/ringmaster --strip-components=1 --no-same-owner
rm "$archive"
# shellcheck disable=SC2086  # Options are separated by spaces.
/opt/ringmaster/scripts/ec2/setup ${device:+--journal-device "$device"} $options
# Kernel options take effect now. User data runs only at the first start.
systemctl reboot
