# Written by asml from services/a/service.toml. Changes made here are lost.

resource "aws_cloudwatch_log_group" "a_--x" {
  name              = "/aws/lambda/asml-shop-a--x"
  retention_in_days = 14
}

resource "aws_lambda_function" "a_--x" {
  function_name    = "asml-shop-a--x"
  role             = aws_iam_role.a_--x.arn
  runtime          = "provided.al2023"
  handler          = "-x.handler"
  filename         = "${path.module}/services/a/-x.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.a_--x.name
  }

  depends_on = [aws_iam_role_policy.a_--x]
}

resource "aws_lambda_alias" "a_--x" {
  name             = "live"
  function_name    = aws_lambda_function.a_--x.arn
  function_version = aws_lambda_function.a_--x.version
}

resource "aws_iam_role" "a_--x" {
  name               = "asml-shop-a--x"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "a_--x" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.a_--x.arn}:*"]
  }
}

resource "aws_iam_role_policy" "a_--x" {
  name   = "asml"
  role   = aws_iam_role.a_--x.name
  policy = data.aws_iam_policy_document.a_--x.json
}

resource "aws_cloudwatch_log_group" "a_b__c" {
  name              = "/aws/lambda/asml-shop-a-b_c"
  retention_in_days = 14
}

resource "aws_lambda_function" "a_b__c" {
  function_name    = "asml-shop-a-b_c"
  role             = aws_iam_role.a_b__c.arn
  runtime          = "provided.al2023"
  handler          = "b_c.handler"
  filename         = "${path.module}/services/a/b_c.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.a_b__c.name
  }

  depends_on = [aws_iam_role_policy.a_b__c]
}

resource "aws_lambda_alias" "a_b__c" {
  name             = "live"
  function_name    = aws_lambda_function.a_b__c.arn
  function_version = aws_lambda_function.a_b__c.version
}

resource "aws_iam_role" "a_b__c" {
  name               = "asml-shop-a-b_c"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "a_b__c" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.a_b__c.arn}:*"]
  }
}

resource "aws_iam_role_policy" "a_b__c" {
  name   = "asml"
  role   = aws_iam_role.a_b__c.name
  policy = data.aws_iam_policy_document.a_b__c.json
}
