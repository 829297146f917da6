# Written by asml from services/override/service.toml. Changes made here are lost.

resource "aws_cloudwatch_log_group" "override_f" {
  name              = "/aws/lambda/asml-shop-override-f"
  retention_in_days = 14
}

resource "aws_lambda_function" "override_f" {
  function_name    = "asml-shop-override-f"
  role             = aws_iam_role.override_f.arn
  runtime          = "provided.al2023"
  handler          = "f.handler"
  filename         = "${path.module}/services/override/f.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.override_f.name
  }

  depends_on = [aws_iam_role_policy.override_f]
}

resource "aws_lambda_alias" "override_f" {
  name             = "live"
  function_name    = aws_lambda_function.override_f.arn
  function_version = aws_lambda_function.override_f.version
}

resource "aws_iam_role" "override_f" {
  name               = "asml-shop-override-f"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "override_f" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.override_f.arn}:*"]
  }
}

resource "aws_iam_role_policy" "override_f" {
  name   = "asml"
  role   = aws_iam_role.override_f.name
  policy = data.aws_iam_policy_document.override_f.json
}
