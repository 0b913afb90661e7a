variable "name" {
  description = "Name of the instance and prefix of everything that belongs to it."
  type        = string
  default     = "ringmaster"
}

variable "subnet_id" {
  description = "Subnet of the instance. Its availability zone decides the distance to the venue: measure it."
  type        = string
}

variable "instance_type" {
  description = "docs/deployment.md gives the reasons. A type whose cores have no second hyperthread needs no cpu_options."
  type        = string
  default     = "c7a.4xlarge"
}

variable "cpu_options" {
  description = "Only for types with hyperthreads: physical cores, and 1 thread for each. Null for types without, such as c7a."
  type = object({
    core_count       = number
    threads_per_core = number
  })
  default = null
}

variable "ami_id" {
  description = "Image; empty for the newest Amazon Linux 2023 for x86-64."
  type        = string
  default     = ""
}

variable "program" {
  description = "Address of the packed program (scripts/ec2/package), s3://BUCKET/KEY."
  type        = string
  validation {
    condition     = can(regex("^s3://[^/]+/.+$", var.program))
    error_message = "program must be s3://BUCKET/KEY."
  }
}

variable "program_sha256" {
  description = "SHA-256 of the packed program, as scripts/ec2/package prints it. The instance refuses anything else."
  type        = string
  validation {
    condition     = can(regex("^[0-9a-f]{64}$", var.program_sha256))
    error_message = "program_sha256 must be 64 hexadecimal digits."
  }
}

variable "live" {
  description = "Whether the engine trades real money after a person has armed it; otherwise fills are simulated."
  type        = bool
  default     = false
}

variable "system_cores" {
  description = "Cores that stay with the operating system; the others are isolated for the hot threads."
  type        = number
  default     = 2
}

variable "journal_gib" {
  description = "Size of the journal's volume. A busy instrument writes about 5 GiB a day before compression."
  type        = number
  default     = 200
}

variable "kms_key_arn" {
  description = "Key for volumes and bucket; empty for the account's own keys (aws/ebs, aws/s3)."
  type        = string
  default     = ""
}

variable "archive_bucket" {
  description = "Name of the bucket for finished journal files; the module makes it."
  type        = string
}

variable "archive_lock_days" {
  description = "Days during which a journal file in the bucket cannot be deleted or replaced."
  type        = number
  default     = 365
}

variable "fixed_address" {
  description = "Whether the instance gets an Elastic IP, for the address list of an API key. Nothing can connect to it."
  type        = bool
  default     = true
}
