output "instance_id" {
  description = "Connect with: aws ssm start-session --target INSTANCE_ID"
  value       = aws_instance.this.id
}

output "address" {
  description = "Address for the list of the API key; null without fixed_address."
  value       = one(aws_eip.this[*].public_ip)
}

output "archive" {
  description = "Where finished journal files are."
  value       = local.archive
}

output "user_data" {
  description = "The text of the first start."
  value       = local.user_data
}
