# Written by asml from assemblylift.toml. Changes made here are lost.

output "function_arns" {
  description = "What to invoke, by service and function."
  value = {
    work = {
      everything = aws_lambda_alias.work_everything.arn
      plain      = aws_lambda_alias.work_plain.arn
    }
  }
}

output "function_versions" {
  description = "The version that was deployed last, by service and function."
  value = {
    work = {
      everything = aws_lambda_function.work_everything.version
      plain      = aws_lambda_function.work_plain.version
    }
  }
}

output "log_groups" {
  description = "Where functions log, by service and function."
  value = {
    work = {
      everything = aws_cloudwatch_log_group.work_everything.name
      plain      = aws_cloudwatch_log_group.work_plain.name
    }
  }
}

output "release" {
  description = "The label of this release."
  value       = "2026-11-27 \"Blue\""
}
