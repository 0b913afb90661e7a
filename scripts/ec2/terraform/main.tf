# One instance for one session: nobody can connect to it, it connects to port 443 only, and what it writes is encrypted.
#
#   module "ringmaster" {
#     source         = "./scripts/ec2/terraform"
#     subnet_id      = "subnet-…"
#     program        = "s3://my-programs/ringmaster.tar.gz"
#     program_sha256 = "…"
#     archive_bucket = "my-ringmaster-journals"
#   }

data "aws_ssm_parameter" "image" {
  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
}

data "aws_subnet" "this" {
  id = var.subnet_id
}

locals {
  kms_key_arn    = var.kms_key_arn == "" ? null : var.kms_key_arn
  program_object = regex("^s3://(.+)$", var.program)[0]
}

resource "aws_security_group" "this" {
  name        = var.name
  description = "No inbound connection; outbound to port 443 only."
  vpc_id      = data.aws_subnet.this.vpc_id
}

# No ingress rule on purpose: people come through Session Manager, which the instance calls itself. DNS, time and metadata are link-local.
resource "aws_vpc_security_group_egress_rule" "https" {
  security_group_id = aws_security_group.this.id
  description       = "Venue, Session Manager, S3"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

# Writes to its prefix and reads back what it wrote; deletes nothing and lists nothing.
data "aws_iam_policy_document" "instance" {
  statement {
    sid       = "Archive"
    actions   = ["s3:PutObject", "s3:GetObject"]
    resources = ["${aws_s3_bucket.archive.arn}/journals/*"]
  }
  statement {
    sid       = "Program"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::${local.program_object}"]
  }
  dynamic "statement" {
    for_each = local.kms_key_arn == null ? [] : [local.kms_key_arn]
    content {
      sid       = "Key"
      actions   = ["kms:GenerateDataKey", "kms:Decrypt"]
      resources = [statement.value]
    }
  }
}

resource "aws_iam_role" "this" {
  name               = var.name
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

resource "aws_iam_role_policy" "this" {
  name   = "journals"
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.instance.json
}

resource "aws_iam_role_policy_attachment" "session_manager" {
  role       = aws_iam_role.this.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

resource "aws_iam_instance_profile" "this" {
  name = var.name
  role = aws_iam_role.this.name
}

resource "aws_instance" "this" {
  ami                         = var.ami_id != "" ? var.ami_id : data.aws_ssm_parameter.image.value
  instance_type               = var.instance_type
  subnet_id                   = var.subnet_id
  vpc_security_group_ids      = [aws_security_group.this.id]
  iam_instance_profile        = aws_iam_instance_profile.this.name
  associate_public_ip_address = var.fixed_address
  disable_api_termination     = var.live
  monitoring                  = true
  user_data                   = local.user_data
  user_data_replace_on_change = false

  dynamic "cpu_options" {
    for_each = var.cpu_options == null ? [] : [var.cpu_options]
    content {
      core_count       = cpu_options.value.core_count
      threads_per_core = cpu_options.value.threads_per_core
    }
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  root_block_device {
    encrypted   = true
    kms_key_id  = local.kms_key_arn
    volume_type = "gp3"
    volume_size = 30
  }

  tags = { Name = var.name }

  lifecycle {
    # A newer image is a decision: it would replace the instance.
    ignore_changes = [ami, user_data]
  }
}

# The journal outlives the instance.
resource "aws_ebs_volume" "journal" {
  availability_zone = data.aws_subnet.this.availability_zone
  encrypted         = true
  kms_key_id        = local.kms_key_arn
  type              = "gp3"
  size              = var.journal_gib
  iops              = 6000
  throughput        = 250
  tags              = { Name = "${var.name}-journal" }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_volume_attachment" "journal" {
  device_name = local.journal_device
  volume_id   = aws_ebs_volume.journal.id
  instance_id = aws_instance.this.id
}

resource "aws_eip" "this" {
  count    = var.fixed_address ? 1 : 0
  domain   = "vpc"
  instance = aws_instance.this.id
  tags     = { Name = var.name }
}
