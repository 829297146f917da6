# Written by asml from assemblylift.toml. Changes made here are lost.

output "function_arns" {
  description = "What to invoke, by service and function."
  value = {
    "3d" = {
      "1st" = aws_lambda_alias._3d_1st.arn
    }
    a = {
      "-x" = aws_lambda_alias.a_--x.arn
      b_c  = aws_lambda_alias.a_b__c.arn
    }
    a_b = {
      c = aws_lambda_alias.a__b_c.arn
    }
    main = {
      trust = aws_lambda_alias.main_trust.arn
    }
    override = {
      f = aws_lambda_alias.override_f.arn
    }
  }
}

output "function_versions" {
  description = "The version that was deployed last, by service and function."
  value = {
    "3d" = {
      "1st" = aws_lambda_function._3d_1st.version
    }
    a = {
      "-x" = aws_lambda_function.a_--x.version
      b_c  = aws_lambda_function.a_b__c.version
    }
    a_b = {
      c = aws_lambda_function.a__b_c.version
    }
    main = {
      trust = aws_lambda_function.main_trust.version
    }
    override = {
      f = aws_lambda_function.override_f.version
    }
  }
}

output "log_groups" {
  description = "Where functions log, by service and function."
  value = {
    "3d" = {
      "1st" = aws_cloudwatch_log_group._3d_1st.name
    }
    a = {
      "-x" = aws_cloudwatch_log_group.a_--x.name
      b_c  = aws_cloudwatch_log_group.a_b__c.name
    }
    a_b = {
      c = aws_cloudwatch_log_group.a__b_c.name
    }
    main = {
      trust = aws_cloudwatch_log_group.main_trust.name
    }
    override = {
      f = aws_cloudwatch_log_group.override_f.name
    }
  }
}
