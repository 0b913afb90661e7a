# The text of the first start. It stands only in user-data.sh, which scripts/ec2/user-data fills in the same way.
locals {
  journal_device = "/dev/sdf"
  archive        = "s3://${var.archive_bucket}/journals"
  setup_options = join(" ", concat(
    var.live ? ["--live"] : [],
    ["--system-cores", var.system_cores, "--archive", local.archive, "--journal-encryption", "ebs"],
  ))
  user_data = replace(replace(replace(replace(file("${path.module}/../user-data.sh"),
    "@PROGRAM@", var.program),
    "@SHA256@", var.program_sha256),
    "@DEVICE@", local.journal_device),
  "@OPTIONS@", local.setup_options)
}
